using System.Xml.Linq;
using Mien.Foundation;
using Mien.Recognition.Runs;
using Mien.Recognition.Tests.Runs;
using Mien.Reporting.Comparisons;

namespace Mien.Reporting.Tests.Comparisons;

public sealed class ComparisonTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    [Fact]
    public void The_reference_is_tested_against_each_rival()
    {
        var comparison = Comparison.Of([Write("a", "cabm", row => row), Write("b", "perfect", Perfect)]);

        Assert.Equal(["cabm", "perfect"], comparison.Runs.Select(run => run.Name));
        Assert.Null(comparison.Reference.Pair);
        Assert.True(comparison.Runs[1].Pair!.Permutation.Difference > 0);
        Assert.StartsWith("cabm does not lead: its mean UF1 of", Verdict.Of(comparison)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_cannot_be_told_apart_are_said_so()
    {
        var comparison = Comparison.Of([Write("a", "cabm", row => row), Write("b", "twin", row => row)]);

        var verdict = Verdict.Of(comparison);

        Assert.StartsWith("cabm does not lead: it shares its mean UF1 of", verdict[0], StringComparison.Ordinal);
        Assert.Equal("Cannot be told apart from cabm by UF1: twin (+0.000, adjusted p 1.000).", verdict[1]);
    }

    [Fact]
    public void A_leaky_run_is_marked_everywhere_and_not_ranked()
    {
        var leaky = Write("b", "cabm", Perfect, leaky: true);
        var comparison = Comparison.Of([Write("a", "cabm", row => row), leaky]);

        Assert.Equal(["cabm (loso)", "cabm (frame-kfold, leaky)"], comparison.Runs.Select(run => run.Name));
        Assert.Contains("is not ranked", Assert.Single(Verdict.Of(comparison)), StringComparison.Ordinal);
        foreach (var format in new[] { "html", "csv", "tex", "md" })
        {
            var text = File.ReadAllText(WriteComparison(comparison, format));
            Assert.Contains("leaky", text, StringComparison.Ordinal);
            Assert.Contains("0.321", text, StringComparison.Ordinal);
        }

        var table = CsvTable.Read(WriteComparison(comparison, "csv"));
        Assert.Equal(["", "0.3214"], new[] { 0, 3 }.Select(row => table[row, "honest_uf1"]));
    }

    [Fact]
    public void Runs_that_all_leak_are_ranked_with_the_honest_score_beside_each()
    {
        var leaky = Comparison.Of([
            Write("a", "cabm", row => row, leaky: true),
            Write("b", "perfect", Perfect, leaky: true),
        ]);

        var page = XDocument.Parse(File.ReadAllText(WriteComparison(leaky, "html"))).Root!;

        var table = page.Descendants("section").Single(s => s.Attribute("id")!.Value == "scores").Descendants("table");
        Assert.Contains("UF1, honest", table.Single().Value, StringComparison.Ordinal);
        Assert.Contains("0.321", table.Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_over_other_samples_stand_side_by_side_untested()
    {
        var frames = Write("b", "cabm", row => row with { Clip = row.Clip + "#1" });

        var run = Comparison.Of([Write("a", "cabm", row => row), frames]).Runs[1];

        Assert.Equal("b", run.Name);
        Assert.Null(run.Pair);
        Assert.Contains("share no sample", run.Unpaired, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_well_formed_and_shows_every_run()
    {
        var comparison = Comparison.Of([
            Write("a", "cabm", row => row),
            Write("b", "x<y", Perfect),
            Write("c", "z", row => row),
        ]);

        var page = XDocument.Parse(File.ReadAllText(WriteComparison(comparison, "html"))).Root!;

        Assert.Empty(page.Descendants("script"));
        Assert.Equal(
            3,
            page.Descendants("section").Single(s => s.Attribute("id")!.Value == "confusion").Descendants("svg").Count()
        );
        Assert.Contains("x<y", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_for_programs_keeps_all_digits()
    {
        var comparison = Comparison.Of([Write("a", "cabm", row => row), Write("b", "perfect", Perfect)]);

        var table = CsvTable.Read(WriteComparison(comparison, "csv"));

        Assert.Equal(6, table.Count);
        Assert.Equal(comparison.Reference.Folder.Metrics.Full.Uf1.Mean, double.Parse(table[0, "uf1"]));
        Assert.Equal(comparison.Runs[1].Pair!.Permutation.PValue, double.Parse(table[3, "permutation_p"]));
        Assert.Equal("", table[4, "permutation_p"]);
    }

    [Fact]
    public void The_table_for_papers_escapes_names()
    {
        var text = File.ReadAllText(
            WriteComparison(Comparison.Of([Write("a", "my_net", row => row), Write("b", "50%", Perfect)]), "tex")
        );

        Assert.Contains("my\\_net & $", text, StringComparison.Ordinal);
        Assert.DoesNotContain('−', text);
        Assert.Contains("50\\% & $1.000$", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_seeds_are_told_in_every_format()
    {
        var comparison = Comparison.Of([
            Write("a", "cabm", row => row, seeds: 3),
            Write("b", "one", row => row),
            Write("c", "seventh", row => row with { Seed = 7 }),
        ]);

        Assert.Contains(
            "Not all runs have the seeds of cabm (1, 2, 3). Tested over the seeds that both have, while each row shows all of its "
                + "own: one (1). Tested over all seeds of each, since none is common: seventh (7).",
            Verdict.Of(comparison)
        );
        foreach (var format in new[] { "html", "tex", "md" })
        {
            var text = File.ReadAllText(WriteComparison(comparison, format));
            Assert.Contains("Tested over the seeds that both have", text, StringComparison.Ordinal);
        }

        Assert.Contains(
            "| one | 1 (1) |",
            File.ReadAllText(WriteComparison(comparison, "md")),
            StringComparison.Ordinal
        );
        var table = CsvTable.Read(WriteComparison(comparison, "csv"));
        Assert.Equal(["1 2 3", "1", "7"], new[] { 0, 3, 6 }.Select(row => table[row, "seed_numbers"]));
        Assert.Equal(["", "1", "none in common"], new[] { 0, 3, 6 }.Select(row => table[row, "paired_seeds"]));
    }

    [Fact]
    public void The_seed_of_a_finished_model_is_none_of_the_others()
    {
        var comparison = Comparison.Of([
            Write("a", "cabm", row => row, seeds: 3),
            Write("b", "zero", row => row, folds: 0),
        ]);

        Assert.Empty(comparison.Runs[1].Pair!.CommonSeeds);
        Assert.Contains(
            Verdict.Of(comparison),
            sentence => sentence.Contains("since none is common: zero (1)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Another_format_or_a_single_run_is_refused()
    {
        Assert.Contains(
            ".html, .csv, .tex, .md",
            Assert.Throws<InputFaultException>(() => ComparisonFile.RequireFormat("x.pdf")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "two or more",
            Assert.Throws<InputFaultException>(() => Comparison.Of(["a"])).Message,
            StringComparison.Ordinal
        );
    }

    private static Prediction Perfect(Prediction row) => row with { Predicted = row.Truth, Scores = [] };

    private string Write(
        string name,
        string model,
        Func<Prediction, Prediction> change,
        bool leaky = false,
        int seeds = 1,
        int folds = 8
    )
    {
        var table = MadeUpRun.Table(seeds);
        var record = MadeUpRun.Record(seeds) with
        {
            Model = model,
            Folds = folds,
            Leaky = leaky,
            Protocol = leaky ? "frame-kfold" : "loso",
            SubjectIndependent = leaky
                ? new SubjectIndependentScore
                {
                    Protocol = "loso",
                    Uf1 = .3214,
                    Uar = .4,
                    Accuracy = .5,
                }
                : null,
        };
        var folder = Path.Combine(_root, name);
        RunFolder.Write(
            folder,
            record,
            MadeUpRun.Splits(seeds),
            new PredictionTable(table.Classes, table.Rows.Select(change))
        );
        return folder;
    }

    private string WriteComparison(Comparison comparison, string format)
    {
        var path = Path.Combine(_root, $"comparison.{format}");
        ComparisonFile.Write(comparison, path);
        return path;
    }
}
