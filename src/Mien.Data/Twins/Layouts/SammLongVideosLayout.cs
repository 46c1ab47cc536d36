namespace Mien.Data.Twins.Layouts;

/// <summary>SAMM Long Videos: long grey sequences, nine rows of notes above the header, an apex of -1 where none was coded, one onset that is not whole.</summary>
internal sealed class SammLongVideosLayout : TwinLayout
{
    private static readonly string[] Emotions = ["anger", "happiness", "surprise", "contempt", "disgust"];

    public override string Dataset => "samm-lv";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        [
            .. Enumerable
                .Range(0, planner.LongVideos)
                .Select(i =>
                {
                    var (person, nth) = (i % planner.Options.Subjects, i / planner.Options.Subjects);
                    var subject = Padded(person + 6, 3);
                    return planner.Long(person, subject, $"{subject}_{nth + 1}", 1, Emotions);
                }),
        ];

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [new($"SAMM_longvideos/{sequence.Name}/{sequence.Name}_{Padded(frame, 4)}.jpg", "raw", IsColour: false)];

    public override string ClassOf(TwinEvent e) => "unlabelled";

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        List<object?[]> rows =
        [
            ["Made-up twin of the SAMM Long Videos Dataset - FACS Codes"],
            [],
            ["Symbol Key:"],
            ["\"/\" = or"],
            [],
            ["AU Help:"],
            [
                "\"L2 or R2\" = Unilateral AU 2",
                null,
                null,
                null,
                null,
                "NOTE: Subjects with Apex Frame not annotated were labelled as -1.",
            ],
            ["\"A2\" = Asymmetric AU 2"],
            [],
            [
                "Subject",
                "Filename",
                "Inducement Code",
                "Onset",
                "Apex",
                "Offset",
                "Duration",
                "Type",
                "Action Units",
                "Notes",
            ],
        ];
        foreach (var s in plan.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            foreach (var (e, n) in s.Events.Where(e => e.Kind != "blink").Select((e, n) => (e, n + 1)))
            {
                var row = rows.Count + 1;
                var isFirst = rows.Count == 10;
                object onset = isFirst ? e.Onset + 0.4 : e.Onset;
                rows.Add([
                    s.Subject,
                    $"{s.Name}_{n}",
                    s.Name[4] - '0',
                    onset,
                    e.Kind == "macro" && s == plan[0] ? -1 : e.Apex,
                    e.Offset,
                    new XlsxWriter.Formula($"SUM(F{row}-D{row})+1", e.Offset - e.Onset + 1),
                    e.Kind == "macro" ? "Macro" : "Micro - 1/2",
                    isFirst ? "4(B/C)+7B" : NumberOrText(e.ActionUnits),
                    null,
                ]);
            }
        }

        new XlsxWriter().Sheet("FACS_Movement_Only", rows).Write(Path.Combine(root, "SAMM_LongVideos_V2_Release.xlsx"));
    }
}
