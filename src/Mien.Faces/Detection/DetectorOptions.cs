namespace Mien.Faces.Detection;

/// <summary>How a cascade is swept over a picture; the names and defaults are those of OpenCV's detectMultiScale.</summary>
public sealed record DetectorOptions
{
    /// <summary>Ratio of one window size to the one before, above 1.</summary>
    public double ScaleFactor { get; init; } = 1.1;

    /// <summary>
    /// Where the sizes begin, in windows of the cascade, from 1 to the scale factor: sweeps that begin elsewhere look at the
    /// sizes between.
    /// </summary>
    public double FirstWindow { get; init; } = 1;

    /// <summary>A group of windows counts as a face when it has more than this many members; 0 returns every window.</summary>
    public int MinNeighbors { get; init; } = 3;

    /// <summary>Smallest window, in pixels of the picture; 0 for the cascade's own size.</summary>
    public int MinSize { get; init; }

    /// <summary>Largest window, in pixels of the picture; 0 for no limit.</summary>
    public int MaxSize { get; init; }

    /// <summary>Most threads to use; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
