namespace Mien.Data.Twins.Layouts;

/// <summary>
/// SMIC: cut clips of the HS camera, raw and cropped, with non-micro clips beside them, some of the slow VIS and NIR
/// cameras; the extended edition with longer
/// clips and a table whose offsets are formulas. Subjects are padded in the extended folders only. There is no apex.
/// </summary>
internal sealed class SmicLayout : TwinLayout
{
    private static readonly string[] Emotions = ["negative", "positive", "surprise"];

    public override string Dataset => "smic";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner)
    {
        var clips = planner.CutClips(
            Emotions,
            (person, nth, emotion) =>
                (
                    $"s{Padded(person + 1, 2)}",
                    $"s{person + 1}_{Code(emotion)}_{Padded(nth + 1, 2)}",
                    559_000 + (1000 * nth) + planner.Random.Below(500)
                )
        );
        var still = Enumerable
            .Range(0, planner.Options.Subjects)
            .Select(p =>
            {
                var first = 880_000 + (1000 * p);
                return new TwinSequence(
                    p,
                    $"s{Padded(p + 1, 2)}",
                    $"s{p + 1}_nm_01",
                    first,
                    first + planner.Options.ClipFrames - 1,
                    []
                );
            });
        return [.. clips, .. still];
    }

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame)
    {
        var kind = sequence.Events.Count == 0 ? "non_micro" : $"micro/{sequence.Emotion}";
        var place = $"HS/s{sequence.Person + 1}/{kind}/{sequence.Name}";
        yield return new($"SMIC_all_raw/{place}/image{frame}.jpg", "HS raw");
        yield return new($"SMIC_all_cropped/{place}/reg_image{frame}.bmp", "HS cropped", IsCropped: true);
        if (sequence.Events.Count == 0)
        {
            yield break;
        }

        yield return new(
            $"SMIC-E_raw image/HS_long/SMIC-HS-E/HS/{sequence.Subject}/{sequence.Name}/image{frame}.jpg",
            "HS extended"
        );

        // The visible and the infrared camera film every fourth frame, of the first clips only.
        if (frame % 4 == 0 && sequence.Name.EndsWith("_01", StringComparison.Ordinal))
        {
            var slow = $"s{sequence.Person + 1}/{kind}/{sequence.Name}/image{frame / 4}.jpg";
            yield return new($"SMIC_all_raw/VIS/{slow}", "VIS raw");
            yield return new($"SMIC_all_raw/NIR/{slow}", "NIR raw", IsColour: false);
        }
    }

    public override IEnumerable<TwinEvent> Listed(IReadOnlyList<TwinSequence> plan) => plan.SelectMany(s => s.Events);

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        var rows = new List<object?[]>
        {
            new object?[]
            {
                "Subject",
                "Filename",
                null,
                "OnsetF",
                "OffsetF",
                "Onset2F",
                "Offset2F",
                "Onset3F",
                "Offset3F",
                null,
                "FirstF",
                "LastF",
                "TotalMF1",
                "TotalMF2",
                "TotalMF3",
                "TotalVL",
                "Emotion",
            },
        };
        foreach (var s in plan.Where(s => s.Events.Count > 0))
        {
            var (e, row, total) = (s.Events[0], rows.Count + 1, s.Last - s.First + 1);
            rows.Add([
                s.Person + 1,
                s.Name,
                null,
                e.Onset,
                new XlsxWriter.Formula($"D{row}+M{row}-1", e.Offset),
                null,
                null,
                null,
                null,
                null,
                s.First,
                s.Last,
                e.Offset - e.Onset + 1,
                null,
                null,
                total,
                e.Emotion,
            ]);
        }

        new XlsxWriter()
            .Sheet("HS", rows)
            .Write(Path.Combine(root, "SMIC-E_raw image", "HS_long", "SMIC-HS-E", "SMIC-HS-E_annotation.xlsx"));
    }

    private static string Code(string emotion) => emotion == "surprise" ? "sur" : emotion[..2];
}
