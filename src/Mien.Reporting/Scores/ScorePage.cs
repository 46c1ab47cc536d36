using Mien.Reporting.Pages;
using Mien.Reporting.Plots;
using Mien.Spotting.Scoring;

namespace Mien.Reporting.Scores;

/// <summary>A score of spotted expressions as a page: counts and ratios, what was missed, what set off false alarms.</summary>
public static class ScorePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="predictions">Whose score it is.</param>
    /// <param name="report">The score.</param>
    public static void Write(string path, string predictions, ScoreReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new Page($"Score of {predictions} – Mien");
        WriteTitle(page, predictions, report);
        using (page.Section("spotting", "Spotting"))
        {
            WriteKinds(page, report);
            WriteRates(page, report);
        }

        foreach (var kind in report.Score.Kinds.Take(Math.Max(1, report.Score.Kinds.Count - 1)))
        {
            WriteKind(page, report, kind);
        }

        WriteRecognition(page, report.Score);
        page.Write(path);
    }

    private static void WriteTitle(Page page, string predictions, ScoreReport report)
    {
        using (page.Body.Open("header"))
        {
            page.Paragraph("Score of spotted expressions", "kind");
            page.Body.Element("h1", predictions);
            if (report is { Minutes: { } minutes, Videos: { } videos })
            {
                page.Paragraph($"{Number.Count(videos, "video")}, {minutes:0.0} minutes.");
            }
        }

        var first = report.Score.Kinds[0];
        var counts = first.Counts;
        var alarms = report.AlarmsPerMinute(first) is { } rate ? $", {rate:0.00} a minute" : "";
        var what = first.Name == "overall" ? "expressions" : $"{first.Name}-expressions";
        page.Paragraph(
            $"{counts.Hits} of {counts.Hits + counts.Misses} {what} were found, with {Number.Count(counts.FalseAlarms, "false alarm")}{alarms}: F1 {Number.Share(counts.F1)}."
        );
    }

    private static void WriteKinds(Page page, ScoreReport report) =>
        page.Table(
            "A prediction is a hit when its frames overlap those of a truth by half of their union; one to one, counts pooled over videos, intervals over resampled videos.",
            [
                "",
                "Truths",
                "Hits",
                "Misses",
                "False alarms",
                "Precision",
                "Recall",
                "F1",
                "95 % interval",
                "False a minute",
            ],
            report.Score.Kinds.Select(kind =>
                (string[])
                    [
                        kind.Name,
                        .. Cells(kind.Counts),
                        VideoBootstrap.F1(kind) is { } range ? Number.Range([range.Low, range.High]) : "–",
                        report.AlarmsPerMinute(kind) is { } rate ? $"{rate:0.00}" : "–",
                    ]
            )
        );

    private static void WriteRates(Page page, ScoreReport report)
    {
        var rows = report
            .Score.Kinds.SelectMany(kind =>
                report
                    .ByFrameRate(kind)
                    .Select(row => (string[])[$"{kind.Name}, {row.Rate:0.##} frames/s", .. Cells(row.Counts)])
            )
            .ToList();
        if (rows.Count > 0)
        {
            page.Table(
                "The same by frame rate.",
                ["", "Truths", "Hits", "Misses", "False alarms", "Precision", "Recall", "F1"],
                rows
            );
        }
    }

    private static string[] Cells(SpottingCounts counts) =>
        [
            $"{counts.Hits + counts.Misses}",
            $"{counts.Hits}",
            $"{counts.Misses}",
            $"{counts.FalseAlarms}",
            Number.Share(counts.Precision),
            Number.Share(counts.Recall),
            Number.Share(counts.F1),
        ];

    private static void WriteKind(Page page, ScoreReport report, KindScore kind)
    {
        using (page.Section(kind.Name, $"What was missed and what was not there: {kind.Name}"))
        {
            DrawShares(
                page,
                $"Found of all, by largest motion in pixels of a 128 x 128 crop: {kind.Name}.",
                ScoreReport.BySize(kind),
                "px"
            );
            DrawShares(page, $"Found of all, by length in seconds: {kind.Name}.", ScoreReport.ByDuration(kind), "s");
            var alarms = report.AtFalseAlarms(kind);
            if (alarms.Count > 0)
            {
                page.Table(
                    "What was going on at false alarms.",
                    ["At", "False alarms"],
                    alarms.Select(alarm => (string[])[alarm.What, $"{alarm.Count}"])
                );
            }

            if (kind.Apex is { } apex)
            {
                page.Paragraph(
                    $"Apexes of {Number.Count(apex.Pairs, "hit")}: {apex.MeanError:0.00} frames off on average (MAE), {Number.Share(apex.InsideShare)} inside onset and offset (ASR)."
                );
            }
        }
    }

    private static void DrawShares(Page page, string caption, IReadOnlyList<ShareRow> rows, string unit)
    {
        if (rows.Count > 0)
        {
            page.Figure(
                caption,
                () =>
                    SharePlot.Draw(page.Body, caption, [.. rows.Select(row => (Bounds(row, unit), row.Found, row.All))])
            );
        }
    }

    private static string Bounds(ShareRow row, string unit) =>
        double.IsFinite(row.To) ? $"{row.From:0.##} to {row.To:0.##} {unit}" : $"above {row.From:0.##} {unit}";

    private static void WriteRecognition(Page page, SpottingScore score)
    {
        var scored = score.Kinds.Where(kind => kind.Recognition is not null).ToList();
        if (scored.Count == 0)
        {
            return;
        }

        using (page.Section("recognition", "Recognition of what was spotted"))
        {
            page.Table(
                "Over the hits alone. STRS is the F1 of spotting times the F1 of macro precision and macro recall (Liong, See and Chan 2023); UAR is the mean of recall, where the authors' program prints the mean of precision.",
                [
                    "",
                    "Hits",
                    "STRS",
                    "STRS with UF1",
                    "F1 of macro P and R",
                    "UF1",
                    "UAR",
                    "Macro precision",
                    "Accuracy",
                ],
                scored.Select(kind =>
                    (string[])
                        [
                            kind.Name,
                            $"{kind.Recognition!.Samples}",
                            Number.Share(kind.Recognition.Strs),
                            Number.Share(kind.Recognition.StrsOfUf1),
                            Number.Share(kind.Recognition.F1),
                            Number.Share(kind.Recognition.Uf1),
                            Number.Share(kind.Recognition.Uar),
                            Number.Share(kind.Recognition.MacroPrecision),
                            Number.Share(kind.Recognition.Accuracy),
                        ]
                )
            );
        }
    }
}
