using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Cli.Tests;

/// <summary>A comparison from a folder of recipes.</summary>
public sealed class CompareRecipesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public CompareRecipesTests()
    {
        SyntheticSet.Make(3, 6, 1).Write(At("maps"));
        Directory.CreateDirectory(At("recipes"));
        Recipe("a-rival", "\"model\": \"convmixer-32-1\", \"epochs\": 1, \"batch\": 8");
        Recipe("cabm", "\"model\": \"cabm\", \"epochs\": 2, \"batch\": 8");
        // Its model file is not there: a folder of recipes may have been copied elsewhere.
        Recipe("for-any", "\"epochs\": 1, \"start\": { \"file\": \"../models/gone.safetensors\" }");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_recipe_that_names_its_model_is_run_and_cabm_is_the_reference()
    {
        var run = Compare();

        Assert.Equal(0, run.Exit);
        string[] formats = ["comparison.html", "comparison.csv", "comparison.tex", "comparison.md"];
        foreach (var file in formats.Append("a-rival/report.html"))
        {
            Assert.True(File.Exists(At("runs/" + file)), file);
        }

        var table = CsvTable.Read(At("runs/comparison.csv"));
        Assert.Equal(["cabm", "cabm", "a-rival", "a-rival"], Enumerable.Range(0, 4).Select(row => table[row, "run"]));
        Assert.False(Directory.Exists(At("runs/for-any")));
    }

    [Fact]
    public void A_comparison_goes_on_at_the_unit_where_it_stopped()
    {
        Compare();
        var table = File.ReadAllText(At("runs/a-rival/predictions.csv"));
        var kept = At("runs/cabm/units/seed-1/fold-0000.json");
        var before = File.GetLastWriteTimeUtc(kept);
        File.Delete(At("runs/a-rival/units/seed-1/fold-0001.json"));

        Assert.Equal(0, Compare().Exit);

        Assert.Equal(before, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(table, File.ReadAllText(At("runs/a-rival/predictions.csv")));
    }

    [Fact]
    public void A_rival_whose_training_fails_costs_no_other()
    {
        // Numbers beyond float32 after the first convolution, whatever the machine.
        var million = string.Join(" | ", Enumerable.Repeat("scale by=1000000", 6));
        Recipe("a-rival", $"\"model\": \"convmixer-32-1\", \"epochs\": 1, \"batch\": 8, \"input\": \"{million}\"");

        var run = Compare();

        Assert.Equal(1, run.Exit);
        Assert.Contains("1 of 2 evaluations failed, the first a-rival: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("diverged", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(At("runs/cabm/metrics.json")));
    }

    [Fact]
    public void A_recipe_that_says_what_its_authors_script_chooses_on_is_shown_both_ways()
    {
        Recipe("a-rival", "\"model\": \"convmixer-32-1\", \"epochs\": 3, \"batch\": 8, \"script\": \"test-subject\"");

        Assert.Equal(0, Compare().Exit);

        var table = CsvTable.Read(At("runs/comparison.csv"));
        var names = Enumerable.Range(0, table.Count).Select(row => table[row, "run"]).Distinct();
        Assert.Equal(["cabm", "a-rival", "a-rival (on test, leaky)"], names);
        var rows = File.ReadAllLines(At("runs/comparison.md")).Where(line => line.StartsWith('|')).ToArray();
        Assert.Equal(4, rows.Length);
        Assert.Matches(
            @"\| a-rival \| .* \| 0\.\d{3}, [+−]0\.\d{3} \|",
            Assert.Single(rows, row => row.Contains("a-rival"))
        );
        Assert.Contains("What was not honest", File.ReadAllText(At("runs/comparison.html")), StringComparison.Ordinal);
        Assert.Contains(
            "LEAKY",
            File.ReadAllText(At("runs/a-rival/as-script/report.html")).ToUpperInvariant(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, MienCommand.Run("certify", At("runs/a-rival")).Exit);
        Assert.Equal(1, MienCommand.Run("certify", At("runs/a-rival/as-script")).Exit);
        // The honest run is the one that a recipe without a script gives.
        var honest = File.ReadAllText(At("runs/a-rival/predictions.csv"));
        Recipe("a-rival", "\"model\": \"convmixer-32-1\", \"epochs\": 3, \"batch\": 8");
        Directory.Delete(At("runs/a-rival"), recursive: true);
        Compare();
        Assert.Equal(honest, File.ReadAllText(At("runs/a-rival/predictions.csv")));
    }

    [Theory]
    [InlineData("--only names 'htnet'", "--only", "htnet,cabm")]
    [InlineData("only cabm", "--only", "cabm")]
    [InlineData("--reference htnet", "--reference", "htnet")]
    [InlineData("subject-kfold", "--protocol", "k-fold")]
    public void What_cannot_be_planned_is_one_sentence(string part, params string[] words)
    {
        var run = Compare(words);

        Assert.Equal(2, run.Exit);
        Assert.Contains(part, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_for_an_unknown_network_is_named()
    {
        Recipe("rumour", "\"model\": \"rumour-net\"");

        Assert.Contains("The recipe rumour cannot be used: 'rumour-net'", Compare().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("give --data", "--recipes", "recipes", "--out", "runs")]
    [InlineData("give --out", "--recipes", "recipes", "--data", "maps")]
    [InlineData("give one or the other", "runs/cabm", "--recipes", "recipes", "--data", "maps", "--out", "runs")]
    [InlineData("does not exist", "--recipes", "no-recipes", "--data", "maps", "--out", "runs")]
    [InlineData("holds no recipe", "--recipes", "maps", "--data", "maps", "--out", "runs")]
    [InlineData("two or more runs")]
    public void What_is_missing_is_said(string part, params string[] words)
    {
        var run = MienCommand.Run([
            "compare",
            .. words.Select(word => word.StartsWith("--", StringComparison.Ordinal) ? word : At(word)),
        ]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(part, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private MienCommand Compare(params string[] more) =>
        MienCommand.Run([
            "compare",
            "--recipes",
            At("recipes"),
            "--data",
            At("maps"),
            "--out",
            At("runs"),
            "--quiet",
            .. more,
        ]);

    private void Recipe(string name, string settings) =>
        File.WriteAllText(At($"recipes/{name}.json"), $"{{ {settings} }}");

    private string At(string name) => Path.Combine(_folder, name);
}
