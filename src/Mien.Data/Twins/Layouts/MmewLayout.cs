namespace Mien.Data.Twins.Layouts;

/// <summary>MMEW: clips in folders of emotions, frames 1.jpg on, a table like CASME II's with a column of remarks.</summary>
internal sealed class MmewLayout : TwinLayout
{
    private static readonly string[] Emotions =
    [
        "happiness",
        "surprise",
        "anger",
        "disgust",
        "fear",
        "sadness",
        "others",
    ];

    public override string Dataset => "mmew";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        planner.CutClips(
            Emotions,
            (person, nth, _) =>
                (
                    $"S{Padded(person + 1, 2)}",
                    $"S{Padded(person + 1, 2)}-{Padded((nth % 5) + 1, 2)}-{Padded(nth + 1, 3)}",
                    1
                )
        );

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [new($"Micro_Expression/{sequence.Emotion}/{sequence.Name}/{frame}.jpg", "raw")];

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        object?[] header =
        [
            "Subject",
            "Filename",
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            "Action Units",
            "Estimated Emotion",
            "remarks",
        ];
        var rows = plan.OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(s =>
                new object?[]
                {
                    s.Person + 1,
                    s.Name,
                    s.Events[0].Onset,
                    s.Events[0].Apex,
                    s.Events[0].Offset,
                    NumberOrText(s.Events[0].ActionUnits),
                    s.Emotion,
                    null,
                }
            );
        new XlsxWriter().Sheet("Sheet1", [header, .. rows]).Write(Path.Combine(root, "MMEW_Micro_Exp.xlsx"));
    }
}
