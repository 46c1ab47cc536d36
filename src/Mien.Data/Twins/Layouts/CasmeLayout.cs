namespace Mien.Data.Twins.Layouts;

/// <summary>CASME: frames that repeat the clip's name, an old .xls table with two apex columns, "\" for what is missing.</summary>
internal sealed class CasmeLayout : TwinLayout
{
    private static readonly string[] Emotions =
    [
        "happiness",
        "disgust",
        "surprise",
        "repression",
        "sadness",
        "fear",
        "contempt",
    ];

    public override string Dataset => "casme";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        planner.CutClips(
            Emotions,
            (person, nth, _) =>
                (
                    $"sub{Padded(person + 1, 2)}",
                    $"EP{Padded((nth % 19) + 1, 2)}_{nth + 1}",
                    1 + planner.Random.Below(100)
                )
        );

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [
            new($"CASME_raw_selected/{sequence.Subject}/{sequence.Name}/{sequence.Name}-{frame}.jpg", "raw"),
            new(
                $"Cropped/{sequence.Subject}/{sequence.Name}/reg_{sequence.Name}-{frame}.jpg",
                "cropped",
                IsCropped: true
            ),
        ];

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        object?[] header =
        [
            "Subject",
            "Filename",
            null,
            "OnsetF",
            "ApexF1",
            "ApexF2",
            "OffsetF",
            null,
            "Onset",
            "Total",
            "AU",
            "Emotion",
        ];
        var rows = plan.OrderBy(s => s.Subject, StringComparer.Ordinal)
            .Select(s =>
            {
                var e = s.Events[0];
                return new object?[]
                {
                    s.Person + 1,
                    s.Name,
                    null,
                    e.Onset,
                    e.Apex,
                    "\\",
                    e.Offset,
                    null,
                    e.Apex - e.Onset,
                    e.Offset - e.Onset + 1,
                    NumberOrText(e.ActionUnits),
                    e.Emotion,
                };
            });
        new XlsWriter().Sheet("Sheet1", [header, .. rows]).Write(Path.Combine(root, "CASME-coded-20190721.xls"));
    }
}
