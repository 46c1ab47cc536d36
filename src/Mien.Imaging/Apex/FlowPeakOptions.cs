namespace Mien.Imaging.Apex;

/// <summary>Parameters of <see cref="FlowPeak"/>.</summary>
public sealed record FlowPeakOptions
{
    /// <summary>Share of the pixels, those that move most, whose mean motion is a frame's score; above 0, at most 1.</summary>
    public double MovingShare { get; init; } = 0.1;

    /// <summary>Whether the median motion of all pixels is taken off first, as it is the head's.</summary>
    public bool RemoveHeadMotion { get; init; } = true;

    /// <summary>Frames, an odd number, over which scores are averaged before the peak is sought.</summary>
    public int Smoothing { get; init; } = 3;
}
