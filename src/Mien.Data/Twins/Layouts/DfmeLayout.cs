namespace Mien.Data.Twins.Layouts;

/// <summary>DFME as released for its challenge: frames from 0, one training and two test tables, frame rates by the row.</summary>
internal sealed class DfmeLayout : TwinLayout
{
    private static readonly string[] Emotions =
    [
        "anger",
        "contempt",
        "disgust",
        "fear",
        "happiness",
        "sadness",
        "surprise",
    ];
    private static readonly int[] Rates = [200, 300, 500];

    public override string Dataset => "dfme";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        planner.CutClips(
            Emotions,
            (person, nth, _) =>
                ($"sub{Padded((person * 2) + 3, 4)}", $"sub{Padded((person * 2) + 3, 4)}_{Padded(nth + 1, 2)}", 0)
        );

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [new($"{sequence.Subject}/{sequence.Name}/{Padded(frame, 5)}.jpg", "frames")];

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        var people = plan.Select(s => s.Person).Distinct().Count();
        Write(root, "training_full_with_AU.xlsx", plan.Where(s => people < 3 || s.Person < people - 2));
        Write(root, "testA_full_with_AU.xlsx", plan.Where(s => people >= 3 && s.Person == people - 2));
        Write(root, "testB_full_with_AU.xlsx", plan.Where(s => people >= 3 && s.Person == people - 1));
    }

    private static void Write(string root, string file, IEnumerable<TwinSequence> plan)
    {
        object?[] header =
        [
            "Subject",
            "Filename",
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            "Emotion",
            "EmotionId",
            "Fps",
            "AU",
        ];
        var rows = plan.OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(s =>
                new object?[]
                {
                    s.Subject,
                    s.Name,
                    s.Events[0].Onset,
                    s.Events[0].Apex,
                    s.Events[0].Offset,
                    s.Emotion,
                    Array.IndexOf(Emotions, s.Emotion),
                    Rates[s.Person % Rates.Length],
                    NumberOrText(s.Events[0].ActionUnits),
                }
            );
        new XlsxWriter().Sheet("Sheet1", [header, .. rows]).Write(Path.Combine(root, file));
    }
}
