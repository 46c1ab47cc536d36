namespace Mien.Data.Twins.Layouts;

/// <summary>CASME II: raw and registered frames numbered from onset to offset, a coding table with two blank columns, one apex missing ("/").</summary>
internal sealed class Casme2Layout : TwinLayout
{
    private static readonly string[] Emotions =
    [
        "happiness",
        "disgust",
        "surprise",
        "others",
        "repression",
        "sadness",
        "fear",
    ];

    public override string Dataset => "casme2";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        planner.CutClips(
            Emotions,
            (person, nth, _) =>
                (
                    $"sub{Padded(person + 1, 2)}",
                    $"EP{Padded((nth % 19) + 1, 2)}_{Padded(nth + 1, 2)}{(nth % 2 == 0 ? "f" : "")}",
                    11 + planner.Random.Below(300)
                )
        );

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [
            new($"CASME2_RAW_selected/{sequence.Subject}/{sequence.Name}/img{frame}.jpg", "raw"),
            new($"Cropped/{sequence.Subject}/{sequence.Name}/reg_img{frame}.jpg", "cropped", IsCropped: true),
        ];

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        object?[] header =
        [
            "Subject",
            "Filename",
            null,
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            null,
            "Action Units",
            "Estimated Emotion",
        ];
        var rows = plan.OrderBy(s => s.Subject, StringComparer.Ordinal)
            .ThenBy(s => s.Name, StringComparer.Ordinal)
            .Select(Row);
        new XlsxWriter()
            .Sheet("Sheet1", [header, .. rows])
            .Sheet("Sheet2", [])
            .Write(Path.Combine(root, "CASME2-coding-20140508.xlsx"));

        object?[] Row(TwinSequence s, int index)
        {
            var e = s.Events[0];
            object apex = index == plan.Count - 1 ? "/" : e.Apex;
            return
            [
                s.Subject[3..],
                s.Name,
                null,
                e.Onset,
                apex,
                e.Offset,
                null,
                NumberOrText(e.ActionUnits),
                e.Emotion,
            ];
        }
    }
}
