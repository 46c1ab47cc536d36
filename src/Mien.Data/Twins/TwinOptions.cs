namespace Mien.Data.Twins;

/// <summary>How large a twin is.</summary>
public sealed record TwinOptions
{
    /// <summary>Everything that is random comes from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Clips or, for datasets of long videos, sequences; null for 12 clips or 6 sequences.</summary>
    public int? Videos { get; init; }

    /// <summary>People.</summary>
    public int Subjects { get; init; } = 3;

    /// <summary>Rows of a raw frame, smaller than the real dataset's to save time; columns are 4/3 of it.</summary>
    public int FrameHeight { get; init; } = 240;

    /// <summary>Frames of a clip; long videos have six times as many. The real clips' mean is 34 (SMIC) to 74 (SAMM).</summary>
    public int ClipFrames { get; init; } = 24;

    /// <summary>Most frames at rest before the onset and after the offset of a cut clip; how many is drawn from 0 up, for either end.</summary>
    public int Rest { get; init; }

    /// <summary>Largest displacement at the apex, in thousandths of the frame's height: 8 is about two pixels of 240.</summary>
    public double MotionSize { get; init; } = 8;
}
