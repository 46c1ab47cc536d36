using Mien.Faces.Detection;

namespace Mien.Faces.Tracking;

/// <summary>How faces are followed through a video.</summary>
public sealed record TrackerOptions
{
    /// <summary>Most faces followed at once; the surest detections come first.</summary>
    public int MaxFaces { get; init; } = 8;

    /// <summary>Smallest face looked for, as a share of the frame's shorter side.</summary>
    public double MinFace { get; init; } = 0.12;

    /// <summary>Seconds from one search to the next while no face is followed.</summary>
    public double SearchSeconds { get; init; } = 0.1;

    /// <summary>
    /// Seconds from one search for further faces to the next while some are followed; as long at the beginning of a video
    /// they are looked for as if none were.
    /// </summary>
    public double RefreshSeconds { get; init; } = 1;

    /// <summary>A face that comes back this soon, in the same place, keeps its number.</summary>
    public double ReturnSeconds { get; init; } = 2;

    /// <summary>A detection is a face when its fits disagree by less, in widths of its box.</summary>
    public double AcceptBelow { get; init; } = 0.03;

    /// <summary>A followed face is lost when its fits disagree by more, in widths of its box.</summary>
    public double LoseAbove { get; init; } = 0.035;

    /// <summary>
    /// A followed face that so many searches in a row did not confirm is lost, unless its fits agree as those of a sure
    /// face do (a head may turn further than a frontal cascade sees).
    /// </summary>
    public int MissedSearches { get; init; } = 4;

    /// <summary>How the cascade is swept in a search.</summary>
    public DetectorOptions Detector { get; init; } = new() { ScaleFactor = 1.15 };

    /// <summary>How landmarks are filtered in time.</summary>
    public PointFilterOptions Filter { get; init; } = new();
}
