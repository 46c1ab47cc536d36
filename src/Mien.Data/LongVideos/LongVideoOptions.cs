using Mien.Imaging.Media;

namespace Mien.Data.LongVideos;

/// <summary>Which long videos are made.</summary>
public sealed record LongVideoOptions
{
    /// <summary>The same seed gives the same files; seeds share no person.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of videos, each of another person.</summary>
    public int Videos { get; init; } = 6;

    /// <summary>Frames a second; several take turns.</summary>
    public IReadOnlyList<int> FrameRates { get; init; } = [30, 200];

    /// <summary>Shortest video.</summary>
    public double LeastSeconds { get; init; } = 20;

    /// <summary>Longest video.</summary>
    public double MostSeconds { get; init; } = 60;

    /// <summary>Rows of a frame; columns are 4/3 of them.</summary>
    public int FrameHeight { get; init; } = 480;

    /// <summary>Micro-expressions a minute: each video draws a rate between 0 and this.</summary>
    public double MostMicroPerMinute { get; init; } = 3;

    /// <summary>Mains frequency whose lamps flicker in the picture, 50 or 60; none when null.</summary>
    public int? MainsHertz { get; init; }

    /// <summary>How the videos are compressed.</summary>
    public VideoCodec Codec { get; init; } = VideoCodec.MotionJpeg;

    /// <summary>H.264's constant rate factor, 0 to 51.</summary>
    public int RateFactor { get; init; } = 20;

    /// <summary>Videos made side by side; the files do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
