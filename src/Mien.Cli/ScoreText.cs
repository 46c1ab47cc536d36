using System.Globalization;
using Mien.Spotting.Scoring;

namespace Mien.Cli;

/// <summary>A score of spotting for people.</summary>
internal static class ScoreText
{
    private const string Row = "{0,-14} {1,7} {2,6} {3,9} {4,7} {5,10} {6,7} {7,7} {8,16} {9,10}";

    public static void Write(TextWriter output, ScoreReport report)
    {
        Line(output, Row, "", "truths", "hits", "misses", "false", "precision", "recall", "F1", "[95 %]", "false/min");
        foreach (var kind in report.Score.Kinds)
        {
            WriteKind(output, report, kind);
        }

        foreach (var kind in report.Score.Kinds)
        {
            WriteRates(output, kind, report.ByFrameRate(kind));
        }

        // What is told of both kinds need not be told of their sum.
        foreach (var kind in report.Score.Kinds.Take(Math.Max(1, report.Score.Kinds.Count - 1)))
        {
            WriteShares(output, $"{kind.Name}, found by size (px)", ScoreReport.BySize(kind));
            WriteShares(output, $"{kind.Name}, found by duration (s)", ScoreReport.ByDuration(kind));
            WriteAlarms(output, kind, report.AtFalseAlarms(kind));
        }

        foreach (var kind in report.Score.Kinds)
        {
            WriteApex(output, kind);
            WriteRecognition(output, kind);
        }

        WriteNotes(output, report);
    }

    private static void WriteKind(TextWriter output, ScoreReport report, KindScore kind)
    {
        var counts = kind.Counts;
        Line(
            output,
            Row,
            kind.Name,
            counts.Hits + counts.Misses,
            counts.Hits,
            counts.Misses,
            counts.FalseAlarms,
            Share(counts.Precision),
            Share(counts.Recall),
            Share(counts.F1),
            VideoBootstrap.F1(kind) is { } range
                ? string.Create(CultureInfo.InvariantCulture, $"[{range.Low:F3}, {range.High:F3}]")
                : "-",
            report.AlarmsPerMinute(kind) is { } rate ? rate.ToString("F2", CultureInfo.InvariantCulture) : "-"
        );
    }

    private static void WriteRates(
        TextWriter output,
        KindScore kind,
        IReadOnlyList<(double Rate, SpottingCounts Counts)> rates
    )
    {
        foreach (var (rate, counts) in rates)
        {
            Line(
                output,
                Row,
                string.Create(CultureInfo.InvariantCulture, $"{kind.Name} {rate:0.##}/s"),
                counts.Hits + counts.Misses,
                counts.Hits,
                counts.Misses,
                counts.FalseAlarms,
                Share(counts.Precision),
                Share(counts.Recall),
                Share(counts.F1),
                "",
                ""
            );
        }
    }

    private static void WriteShares(TextWriter output, string title, IReadOnlyList<ShareRow> rows)
    {
        if (rows.Count < 2)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        foreach (var row in rows)
        {
            var to = double.IsFinite(row.To)
                ? string.Create(CultureInfo.InvariantCulture, $"to {row.To:0.##}")
                : "and more";
            Line(
                output,
                "  {0,5:0.##} {1,-9} {2,4} of {3,-4} {4}",
                row.From,
                to,
                row.Found,
                row.All,
                Share(row.Found / (double)row.All)
            );
        }
    }

    private static void WriteAlarms(TextWriter output, KindScore kind, IReadOnlyList<(string What, int Count)> alarms)
    {
        // Without distractions in the truth there is little to say.
        if (alarms.Count > 1)
        {
            output.WriteLine();
            output.WriteLine(
                $"{kind.Name}, false alarms at: {string.Join(", ", alarms.Select(alarm => $"{alarm.What} {alarm.Count}"))}"
            );
        }
    }

    private static void WriteApex(TextWriter output, KindScore kind)
    {
        if (kind.Apex is { } apex)
        {
            output.WriteLine();
            Line(
                output,
                "{0}, apex of {1} hits: mean error {2:F2} frames (MAE), {3:F3} inside onset and offset (ASR); mean overlap {4:F3}",
                kind.Name,
                apex.Pairs,
                apex.MeanError,
                apex.InsideShare,
                kind.MeanOverlap
            );
        }
    }

    private static void WriteRecognition(TextWriter output, KindScore kind)
    {
        if (kind.Recognition is { } score)
        {
            output.WriteLine();
            Line(
                output,
                "{0}, recognition of {1} hits ({2}): F1 {3:F4} (of macro P {4:F4} and R {5:F4}), UF1 {6:F4}, UAR {5:F4}, accuracy {7:F4}",
                kind.Name,
                score.Samples,
                string.Join(", ", score.Classes),
                score.F1,
                score.MacroPrecision,
                score.Uar,
                score.Uf1,
                score.Accuracy
            );
            Line(
                output,
                "{0}, spot-then-recognise: STRS {1:F4} = F1 of spotting {2:F4} x F1 of recognition {3:F4}; with UF1 {4:F4}",
                kind.Name,
                score.Strs,
                kind.Counts.F1,
                score.F1,
                score.StrsOfUf1
            );
        }
    }

    private static void WriteNotes(TextWriter output, ScoreReport report)
    {
        var score = report.Score;
        output.WriteLine();
        output.WriteLine(
            "Intervals are over resampled videos; counts are pooled over all videos before any ratio is formed."
        );
        if (score.PredictionsInOtherVideos > 0)
        {
            output.WriteLine(
                $"{score.PredictionsInOtherVideos} predictions are in videos of which the truth tells nothing: they count as false alarms."
            );
        }

        WriteLeftOut(output, "Rows of the truth", report.LeftOutOfTruth);
        WriteLeftOut(output, "Predictions", report.LeftOut);

        if (score.Kinds.Any(kind => kind.Recognition is not null))
        {
            output.WriteLine(
                "UAR is the mean of recall; what the STRS program and the table of MEGC2025 print as UAR is the mean of precision."
            );
        }
    }

    private static void WriteLeftOut(TextWriter output, string what, IReadOnlyDictionary<string, int> leftOut)
    {
        if (leftOut.Count > 0)
        {
            var rows = leftOut.Select(row => $"{(row.Key.Length == 0 ? "without a kind" : row.Key)} {row.Value}");
            output.WriteLine(
                $"{what} that are neither micro nor macro (me, mae) were left out: {string.Join(", ", rows)}."
            );
        }
    }

    private static string Share(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, string format, params object[] cells) =>
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, format, cells).TrimEnd());
}
