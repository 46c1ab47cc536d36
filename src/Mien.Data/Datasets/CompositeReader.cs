using System.Globalization;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// The composite of the Second Facial Micro-Expressions Grand Challenge (MEGC2019): a list of 442 clips of SMIC-HS, CASME II
/// and SAMM in three classes, without header (<c>samm,6,006_1_2,0</c>). Its spelling of subjects is not that of the folders.
/// </summary>
public sealed class CompositeReader : DatasetReader
{
    private static readonly string[] Labels = ["negative", "positive", "surprise"];

    /// <inheritdoc/>
    public override string Name => "megc2019";

    /// <inheritdoc/>
    public override string Title => "MEGC2019 composite";

    /// <inheritdoc/>
    public override double? FrameRate => null;

    /// <inheritdoc/>
    public override string Access =>
        "the organisers' list (facial-micro-expressiongc.github.io/MEGC2019); the pictures with each dataset's owner";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions => Labels;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    ["CDE: LOSO over 68 subjects, 3 classes", "lodo over three datasets"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "official list",
            442,
            68,
            Classes(("negative", 250), ("positive", 109), ("surprise", 83)),
            "MEGC2019 recognition challenge: SMIC 164, CASME II 145, SAMM 133"
        ),
        new(
            "list without SAMM 032_3_1",
            441,
            68,
            Classes(("negative", 249), ("positive", 109), ("surprise", 83)),
            "counted in combined_3class_gt-2.csv"
        ),
    ];

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.WithoutHeader(book, file, findings, IsList, "dataset", "subject", "clip", "label");
        var columns = new ColumnNames("subject", "clip", "", "", "", "", "");
        return table is null ? null : ReadRows(table, "list of another edition", columns, Finish);
    }

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example) => null;

    internal override IEnumerable<Finding> Remarks(AnnotationTable table)
    {
        foreach (
            var (dataset, subject, clip) in ((string, string, string)[])
                [("casme2", "sub04", "EP12_01f"), ("casme2", "sub05", "EP09_05f"), ("samm", "032", "032_3_1")]
        )
        {
            if (!table.Clips.Any(c => c.Dataset == dataset && c.Subject == subject && c.Name == clip))
            {
                yield return new(
                    FindingKind.Edition,
                    FindingWeight.Note,
                    $"{dataset} {subject}/{clip}",
                    dataset == "casme2"
                        ? "the official list leaves this clip out, though its emotion is one of the four"
                        : "this copy of the list leaves the clip out; the official one has it",
                    dataset == "casme2"
                        ? "leave it out too when scores are compared"
                        : "use the official list of 442 clips"
                );
            }
        }
    }

    private static bool IsList(Sheet sheet)
    {
        var row = sheet.Rows[0];
        return row.Length >= 4 && row[0] is "casme2" or "samm" or "smic" && row[3] is "0" or "1" or "2";
    }

    private static Clip Finish(SheetTable table, int row, Clip clip)
    {
        var dataset = table[row, "dataset"].ToLowerInvariant();
        var label = table[row, "label"];
        if (!int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 2)
        {
            table.Report(FindingKind.Label, row, $"label is '{label}'", "use 0 negative, 1 positive, 2 surprise");
            number = -1;
        }

        var name = dataset == "smic" ? SmicReader.Canonical(clip.Name) : clip.Name;
        return clip with
        {
            Dataset = dataset,
            Subject = SubjectOf(table, row, dataset, clip.Subject),
            Name = name,
            Sequence = name,
            FrameRate = dataset == "smic" ? 100 : 200,
            Emotion = number < 0 ? null : Labels[number],
        };
    }

    private static string SubjectOf(SheetTable table, int row, string dataset, string subject)
    {
        switch (dataset)
        {
            case "casme2":
                return Subject("sub", subject, 2);
            case "samm":
                return Subject("", subject, 3);
            case "smic":
                return Subject("s", subject, 2);
            default:
                table.Report(FindingKind.Table, row, $"dataset is '{dataset}'", "use casme2, samm or smic");
                return subject;
        }
    }
}
