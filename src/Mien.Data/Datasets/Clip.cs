using Mien.Data.ActionUnits;
using Mien.Imaging.Media;

namespace Mien.Data.Datasets;

/// <summary>
/// One annotated expression of a dataset. What a dataset does not say is null: SMIC has no apex and no action units, and
/// none is invented here. A person is (<see cref="Dataset"/>, <see cref="Subject"/>); subject numbers repeat between datasets.
/// </summary>
public sealed record Clip
{
    /// <summary>The dataset's short name, for example <c>casme2</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The subject as the dataset's own folders write it, always padded: <c>sub01</c>, <c>006</c>, <c>s01</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The clip, unique within its subject.</summary>
    public required string Name { get; init; }

    /// <summary>The folder or video that holds the clip; several clips of one long video share it.</summary>
    public required string Sequence { get; init; }

    /// <summary>Micro-expression, macro-expression or neither.</summary>
    public ClipKind Kind { get; init; }

    /// <summary>The clip's pictures in order; for a clip of a long video those from onset to offset. Empty when only a table was read.</summary>
    public IReadOnlyList<ClipFrame> Frames { get; init; } = [];

    /// <summary>The video file that holds the clip, when it is not stored as pictures.</summary>
    public string? Video { get; init; }

    /// <summary>The part of the video that belongs to the clip; by default all of it.</summary>
    public TimeSlice VideoPart { get; init; } = TimeSlice.All;

    /// <summary>Frames a second.</summary>
    public double? FrameRate { get; init; }

    /// <summary>First frame of the expression.</summary>
    public int? Onset { get; init; }

    /// <summary>Frame of its peak.</summary>
    public int? Apex { get; init; }

    /// <summary>Last frame.</summary>
    public int? Offset { get; init; }

    /// <summary>The coder's action units.</summary>
    public ActionUnitCode? ActionUnits { get; init; }

    /// <summary>The emotion as the dataset calls it, in lower case.</summary>
    public string? Emotion { get; init; }

    /// <summary>The objective class (by action units alone; Davison et al. 2018), "I" to "VII".</summary>
    public string? ObjectiveClass { get; init; }

    /// <summary>The row of the annotation table, counted from 1 as a spreadsheet shows it.</summary>
    public int? Row { get; init; }

    /// <summary>The position among the table's data rows, counted from 0, as published corrections count.</summary>
    public int? Index { get; init; }

    /// <summary>How many clips the table lists; with <see cref="Index"/> it tells the table's edition.</summary>
    public int? TableClips { get; init; }

    /// <summary>Whether the row is of SMIC's extended edition, whose clips are longer than the expression.</summary>
    internal bool IsExtended { get; init; }
}
