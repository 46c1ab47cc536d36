namespace Mien.Data.Twins.Layouts;

/// <summary>
/// CAS(ME)^2: long videos as frames and as .avi; a workbook without header whose subjects and video names are translated
/// by two sheets of rules; an offset of 0 where none was coded.
/// </summary>
internal sealed class CasmeSquaredLayout : TwinLayout
{
    private static readonly string[] Emotions = ["negative", "positive", "surprise", "others"];
    private static readonly (string Code, string Name, string Title)[] Films =
    [
        ("0101", "disgust1", "disgustingteeth"),
        ("0401", "anger1", "girlcrashing"),
        ("0502", "happy1", "funnyerrors"),
        ("0503", "happy2", "funnyfarting"),
    ];

    public override string Dataset => "casme-sq";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        [
            .. Enumerable
                .Range(0, planner.LongVideos)
                .Select(i =>
                {
                    var (person, film) = (
                        i % planner.Options.Subjects,
                        Films[i / planner.Options.Subjects % Films.Length]
                    );
                    return planner.Long(
                        person,
                        $"s{person + 15}",
                        $"{person + 15}_{film.Code}{film.Title}{(i >= planner.Options.Subjects * Films.Length ? $"{i}" : "")}",
                        1,
                        Emotions
                    );
                })
                .DistinctBy(s => (s.Subject, Code(s))),
        ];

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [
            new($"rawpic/{sequence.Subject}/{sequence.Name}/img{Padded(frame, 3)}.jpg", "raw"),
            new($"cropped/{sequence.Subject}/{sequence.Name}/img{Padded(frame, 3)}.jpg", "cropped", IsCropped: true),
        ];

    public override IEnumerable<(string Path, TwinSequence Sequence)> Videos(IReadOnlyList<TwinSequence> plan) =>
        plan.Take(2).Select(s => ($"rawvideo/{s.Subject}/{s.Name}.avi", s));

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        var people = plan.Select(s => s.Person).Distinct().Order().ToList();
        var rows = plan.OrderBy(s => s.Person)
            .SelectMany(s => s.Events.Where(e => e.Kind != "blink").Select((e, n) => Row(s, e, n + 1)));
        new XlsxWriter()
            .Sheet("CASFEcode_final", rows)
            .Sheet("naming rule1", people.Select(p => new object?[] { p + 15, $"s{p + 15}", p + 1 }))
            .Sheet("naming rule2", Films.Select(f => new object?[] { f.Code, f.Name }))
            .Write(Path.Combine(root, "CAS(ME)^2code_final.xlsx"));

        object?[] Row(TwinSequence s, TwinEvent e, int n)
        {
            var film = Films.First(f => f.Code == Code(s)).Name;
            var offset = e.Kind == "macro" && s == plan[0] ? 0 : e.Offset;
            return
            [
                s.Person + 1,
                $"{film}_{n}",
                e.Onset,
                e.Apex,
                offset,
                NumberOrText(e.ActionUnits),
                e.Emotion,
                $"{e.Kind}-expression",
                e.Emotion == "positive" ? "happiness" : "disgust",
            ];
        }
    }

    private static string Code(TwinSequence s) => s.Name.Split('_')[1][..4];
}
