namespace Mien.Imaging.Media;

/// <summary>How a source is opened.</summary>
public sealed record FrameSourceOptions
{
    /// <summary>What frames are made of.</summary>
    public FrameColor Color { get; init; } = FrameColor.Gray;

    /// <summary>Frames a second of pictures in a folder, which cannot say it themselves.</summary>
    public double FolderRate { get; init; } = 25;
}
