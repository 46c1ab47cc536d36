using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// 4DME (Li et al. 2022): gray micro-expression clips <c>gray_micro/{sub_ID}/{fold_name}/</c>. Emotions are multi-label: a
/// cell may name several, and five columns of flags repeat them.
/// </summary>
public sealed class FourDmeReader : DatasetReader
{
    private static readonly string[] Flags = ["Positive", "Negative", "Surprise", "Repression", "Others"];

    /// <inheritdoc/>
    public override string Name => "4dme";

    /// <inheritdoc/>
    public override string Title => "4DME";

    /// <inheritdoc/>
    public override double? FrameRate => 60;

    /// <inheritdoc/>
    public override string Access => "University of Oulu, Center for Machine Vision and Signal Analysis (oulu.fi)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    ["5 labels, multi-label, LOSO", "cross-dataset action units"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases => [];

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(book, file, findings, "sub_ID", "fold_name", "Onset", "Apex", "Offset", "AUs");
        var columns = new ColumnNames("sub_ID", "fold_name", "Onset", "Apex", "Offset", "AUs", "Emotion");
        return table is null
            ? null
            : ReadRows(table, $"labelling of micro-expressions, {table.Count} rows", columns, Finish);
    }

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example)
    {
        for (var i = 0; i + 2 < segments.Count; i++)
        {
            if (
                segments[i].EndsWith("_micro", StringComparison.OrdinalIgnoreCase)
                && !segments[i].StartsWith("non", StringComparison.OrdinalIgnoreCase)
                && i + 3 == segments.Count
            )
            {
                return new ClipPlace(segments[^2], segments[^1], segments[i][..^"_micro".Length].ToLowerInvariant());
            }
        }

        return null;
    }

    private static Clip Finish(SheetTable table, int row, Clip clip)
    {
        var flagged = Flags.Where(flag => table[row, flag] == "1").Select(flag => flag.ToLowerInvariant()).ToArray();
        return clip with { Emotion = clip.Emotion ?? (flagged.Length > 0 ? string.Join('+', flagged) : null) };
    }
}
