namespace Mien.Data.Twins.Layouts;

/// <summary>SAMM: grey frames with padded numbers, thirteen rows of notes above the table's header, durations as formulas, one "or" among the action units.</summary>
internal sealed class SammLayout : TwinLayout
{
    private static readonly string[] Emotions =
    [
        "anger",
        "happiness",
        "surprise",
        "contempt",
        "other",
        "disgust",
        "fear",
        "sadness",
    ];

    public override string Dataset => "samm";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        planner.CutClips(
            Emotions,
            (person, nth, _) =>
                (
                    Padded(person + 6, 3),
                    $"{Padded(person + 6, 3)}_{(nth % 7) + 1}_{(nth / 7) + 2}",
                    900 + planner.Random.Below(9000)
                )
        );

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame)
    {
        // The real release pads to four digits in some clips and to five in others.
        var digits = sequence.Name.EndsWith('2') ? 5 : 4;
        var name = $"{sequence.Subject}/{sequence.Name}/{sequence.Subject}_{Padded(frame, digits)}.jpg";
        return
        [
            new($"SAMM/{name}", "raw", IsColour: false),
            new($"SAMM_CROP/{name}", "cropped", IsCropped: true, IsColour: false),
        ];
    }

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        var rows = new List<object?[]>
        {
            new object?[] { "Made-up twin of the SAMM Dataset - FACS Codes" },
            Array.Empty<object?>(),
            new object?[] { "Drawn by Mien; no person was recorded" },
        };
        rows.AddRange(Enumerable.Range(4, 2).Select(_ => Array.Empty<object?>()));
        rows.AddRange([
            ["Symbol Key:"],
            ["\"/\" = or"],
            ["\"?\" = unclear offset"],
            [],
            ["AU Help:"],
            ["\"L2 or R2\" = Unilateral AU 2"],
            ["\"A2\" = Asymmetric AU 2"],
            [],
        ]);
        rows.Add([
            "Subject",
            "Filename",
            "Inducement Code",
            "Onset Frame",
            "Apex Frame",
            "Offset Frame",
            "Duration",
            "Micro",
            "Action Units",
            "Estimated Emotion",
            "Objective Classes",
            "Notes",
        ]);
        foreach (var s in plan.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var (e, row) = (s.Events[0], rows.Count + 1);
            rows.Add([
                s.Subject,
                s.Name,
                s.Name[4] - '0',
                e.Onset,
                e.Apex,
                e.Offset,
                new XlsxWriter.Formula($"SUM(F{row}-D{row})+1", e.Offset - e.Onset + 1),
                "Micro - 1/2",
                NumberOrText(Noted(e)),
                Capital(e.Emotion),
                7,
                null,
            ]);
        }

        new XlsxWriter().Sheet("MICRO_ONLY", rows).Write(Path.Combine(root, "SAMM_Micro_FACS_Codes_v2.xlsx"));
    }

    /// <summary>Anger with intensities, contempt with the open choice that five rows of the real table have.</summary>
    private static string Noted(TwinEvent e) =>
        e.Emotion switch
        {
            "anger" => string.Join('+', e.ActionUnits.Split('+').Select((unit, i) => $"{unit}{(char)('A' + i)}")),
            "contempt" => $"{e.ActionUnits} or {(e.ActionUnits == "R12" ? "R14" : "R12")}",
            _ => e.ActionUnits,
        };
}
