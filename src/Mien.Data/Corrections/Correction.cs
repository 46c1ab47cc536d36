using Mien.Data.ActionUnits;
using Mien.Data.Datasets;

namespace Mien.Data.Corrections;

/// <summary>
/// One known error of an annotation table and what is put in its place. A correction is found by subject and clip; where
/// only a row number was published, by that number, and only in a table with the published number of rows.
/// </summary>
public sealed record Correction
{
    /// <summary>The dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>"subject/clip"; empty when the row number is used.</summary>
    public string Clip { get; init; } = "";

    /// <summary>Data row counted from 0.</summary>
    public int? Index { get; init; }

    /// <summary>The number of clips the table must have for <see cref="Index"/> to mean anything.</summary>
    public int RowsInTable { get; init; }

    /// <summary>The right onset, when it is changed.</summary>
    public int? Onset { get; init; }

    /// <summary>The right apex, when it is changed.</summary>
    public int? Apex { get; init; }

    /// <summary>The right offset, when it is changed.</summary>
    public int? Offset { get; init; }

    /// <summary>The right action units, when they are changed.</summary>
    public string? ActionUnits { get; init; }

    /// <summary>Take action units and emotion from this row instead (two rows that were interchanged).</summary>
    public int? SwapWith { get; init; }

    /// <summary>Why the table is thought to be wrong.</summary>
    public required string Why { get; init; }

    internal bool Concerns(Clip clip) =>
        clip.Dataset == Dataset
        && (
            Clip.Length > 0
                ? Clip == $"{clip.Subject}/{clip.Name}"
                : clip.Index == Index && clip.TableClips == RowsInTable
        );

    internal Clip Apply(Clip clip, IReadOnlyList<Clip> all)
    {
        var other = SwapWith is { } row
            ? all.FirstOrDefault(c => c.Dataset == Dataset && c.Index == row) ?? clip
            : clip;
        return clip with
        {
            Onset = Onset ?? clip.Onset,
            Apex = Apex ?? clip.Apex,
            Offset = Offset ?? clip.Offset,
            ActionUnits = ActionUnits is null ? other.ActionUnits : ActionUnitCode.Parse(ActionUnits),
            Emotion = other.Emotion,
        };
    }
}
