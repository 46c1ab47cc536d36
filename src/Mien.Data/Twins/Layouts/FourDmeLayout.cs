namespace Mien.Data.Twins.Layouts;

/// <summary>4DME: grey clips under subject and fold, a table with several emotions a clip and a flag for each, and action units with "(k)".</summary>
internal sealed class FourDmeLayout : TwinLayout
{
    private static readonly string[] Emotions = ["positive", "negative", "surprise", "repression", "others"];

    public override string Dataset => "4dme";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        planner.CutClips(
            Emotions,
            (person, nth, _) =>
                (
                    Padded(person + 1, 3),
                    $"{Padded(person + 1, 3)}_{Padded(nth + 1, 2)}",
                    100 + planner.Random.Below(900)
                )
        );

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [new($"gray_micro/{sequence.Subject}/{sequence.Name}/{Padded(frame, 5)}.jpg", "gray", IsColour: false)];

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        object?[] header =
        [
            "sub_ID",
            "fold",
            "fold_name",
            "Onset",
            "Apex",
            "Offset",
            "Total",
            "AUs",
            "eye blink",
            "Emotion",
            "Positive",
            "Negative",
            "Surprise",
            "Repression",
            "Others",
        ];
        var rows = plan.OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(
                (s, i) =>
                {
                    var e = s.Events[0];
                    var units =
                        string.Join('+', e.ActionUnits.Split('+').Select(u => $"AU{u}"))
                        + (i % 3 == 0 ? "+AU45(k)" : "");
                    return new object?[]
                    {
                        s.Subject,
                        1,
                        s.Name,
                        e.Onset,
                        e.Apex,
                        e.Offset,
                        e.Offset - e.Onset + 1,
                        units,
                        i % 3 == 0 ? 1 : 0,
                        Capital(e.Emotion),
                        Flag(e, "positive"),
                        Flag(e, "negative"),
                        Flag(e, "surprise"),
                        Flag(e, "repression"),
                        Flag(e, "others"),
                    };
                }
            );
        new XlsxWriter()
            .Sheet("Sheet1", [header, .. rows])
            .Write(Path.Combine(root, "4DME_Labelling_Micro_release v1.xlsx"));
    }

    private static object Flag(TwinEvent e, string emotion) => e.Emotion == emotion ? 1 : 0;
}
