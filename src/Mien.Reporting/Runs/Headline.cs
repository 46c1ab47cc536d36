using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Runs;

/// <summary>The report's head: what was run, on what, and the three figures that are quoted.</summary>
internal static class Headline
{
    private static readonly Figure[] Quoted = [Figure.Uf1, Figure.Uar, Figure.Accuracy];

    public static void Write(Page page, RunFolder folder)
    {
        WriteTitle(page, folder);
        if (folder.Run.LabelShuffle is { } seed)
        {
            WriteShuffle(page, seed);
        }

        if (folder.Run.Leaky)
        {
            WriteLeak(page, folder.Run);
        }

        using (page.Section("scores", "Scores"))
        {
            using (page.Body.Open("dl", ("class", "tiles")))
            {
                foreach (var figure in Quoted)
                {
                    WriteTile(page, folder, figure);
                }
            }

            page.Figure(
                "The three headline figures on their scale. The interval comes from resampling subjects"
                    + (folder.Metrics.Seeds.Length > 1 ? " and holds the mean over seeds." : ".")
                    + " A score within reach of the majority mark is no result, and one that does not pass the linear machine shows nothing new.",
                () =>
                    IntervalPlot.Draw(page.Body, "Headline figures", [.. Quoted.Select(figure => Row(folder, figure))])
            );
        }
    }

    private static void WriteTitle(Page page, RunFolder folder)
    {
        var full = folder.Metrics.Full;
        using (page.Body.Open("header"))
        {
            page.Paragraph(folder.Run.Leaky ? $"Run report · {LeakText.Of(folder.Run).Kind}" : "Run report", "kind");
            page.Body.Element("h1", $"{folder.Run.Model}: {ProtocolText.Of(folder.Run.Protocol).Title}");
            page.Paragraph(
                $"{Number.Count(full.Samples, "sample")} of {Number.Count(full.Subjects, "subject")} in "
                    + $"{string.Join(", ", folder.Metrics.ByDataset.Keys)}; classes {string.Join(", ", full.Classes)}; "
                    + $"{Number.Count(folder.Run.Folds, "fold")}, {Number.Count(folder.Metrics.Seeds.Length, "seed")}."
            );
        }
    }

    private static void WriteShuffle(Page page, ulong seed)
    {
        using (page.Body.Open("div", ("class", "note bad"), ("role", "note")))
        {
            page.Inline(
                ("b", $"The labels were shuffled over the clips (seed {seed}): "),
                ("", "there is nothing to recognise, and what is above chance below was leaked.")
            );
        }
    }

    private static void WriteLeak(Page page, RunRecord run)
    {
        using (page.Body.Open("div", ("class", "note bad"), ("role", "note")))
        {
            var leak = LeakText.Of(run);
            page.Inline(("b", "This run is leaky: "), ("", leak.Reason));
            page.Paragraph(
                run.SubjectIndependent is { } honest
                    ? $"The same model {leak.Honest} ({honest.Protocol}): UF1 {Number.Share(honest.Uf1)}, "
                        + $"UAR {Number.Share(honest.Uar)}, accuracy {Number.Share(honest.Accuracy)}."
                    : $"The same model {leak.Honest} was not run beside it; run it {leak.Remedy} before quoting anything."
            );
        }
    }

    private static void WriteTile(Page page, RunFolder folder, Figure figure)
    {
        var summary = folder.Metrics.Full[figure];
        using (page.Body.Open("div", ("class", folder.Run.Leaky ? "tile leaky-tile" : "tile")))
        {
            page.Body.Inline(
                "dt",
                () =>
                {
                    page.Body.Text(figure.Title);
                    if (folder.Run.Leaky)
                    {
                        page.Body.Element("span", "leaky", ("class", "leaky"));
                    }
                }
            );
            page.Body.Inline(
                "dd",
                () =>
                {
                    page.Body.Text(Number.Share(summary.Mean));
                    if (folder.Metrics.Seeds.Length > 1)
                    {
                        page.Body.Element("small", $" ± {Number.Share(summary.Sd)}");
                    }
                },
                ("class", "value")
            );
            foreach (var line in TileLines(folder, figure, summary))
            {
                page.Body.Element("dd", line);
            }
        }
    }

    private static IEnumerable<string> TileLines(RunFolder folder, Figure figure, FigureSummary summary)
    {
        if (folder.Metrics.Seeds.Length > 1)
        {
            yield return $"mean ± deviation of {folder.Metrics.Seeds.Length} seeds; averaged scores {Number.Share(summary.Ensemble)}";
        }

        yield return $"95 % interval {Number.Range(summary.Interval)}";
        yield return $"majority class {Number.Share(Of(folder.Metrics.Full.MajorityBaseline, figure))}, "
            + $"random {Number.Share(Of(folder.Metrics.Full.RandomBaseline, figure))}";
        yield return folder.Metrics.Full.LinearBaseline is { } linear
            ? $"linear SVM on the same folds {Number.Share(Of(linear, figure))}"
            : "linear SVM not computed (see the remarks)";
        if (folder.Run.SubjectIndependent is { } honest)
        {
            yield return $"{LeakText.Of(folder.Run).Honest} ({honest.Protocol}) {Number.Share(Of(honest, figure))}";
        }
    }

    private static IntervalRow Row(RunFolder folder, Figure figure)
    {
        var summary = folder.Metrics.Full[figure];
        return new IntervalRow(
            figure.Title,
            "",
            summary.Mean,
            summary.PerSeed,
            summary.Ensemble,
            summary.Interval[0],
            summary.Interval[1],
            Of(folder.Metrics.Full.MajorityBaseline, figure),
            folder.Run.SubjectIndependent is { } honest ? Of(honest, figure) : null,
            folder.Metrics.Full.LinearBaseline is { } linear ? Of(linear, figure) : null
        );
    }

    private static double Of(BaselineSummary baseline, Figure figure) =>
        figure.Name switch
        {
            "uf1" => baseline.Uf1,
            "uar" => baseline.Uar,
            _ => baseline.Accuracy,
        };

    private static double Of(SubjectIndependentScore score, Figure figure) =>
        figure.Name switch
        {
            "uf1" => score.Uf1,
            "uar" => score.Uar,
            _ => score.Accuracy,
        };
}
