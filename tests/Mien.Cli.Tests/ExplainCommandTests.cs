using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Cli.Tests;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public ExplainCommandTests()
    {
        SyntheticSet.Make(3, 6, 1).Write(At("maps"));
        File.WriteAllText(At("short.json"), "{ \"epochs\": 2, \"batch\": 8 }");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_is_explained_by_the_networks_that_never_saw_the_subject_to_the_bit()
    {
        Evaluate("--seeds", "1,4");

        var run = MienCommand.Run(
            "explain",
            At("run"),
            "--data",
            At("maps"),
            "--out",
            At("why"),
            "--seed",
            "4",
            "--quiet"
        );

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("Sanity tests: with random weights the maps change", run.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(At("why/explanations.html"));
        Assert.Contains("All 18 predictions came out again to the last bit", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var table = CsvTable.Read(At("why/explanations.csv"));
        Assert.Equal(18 * 3, table.Count);
        Assert.InRange(double.Parse(table[0, "between_equal_frames"]), 0, 1e-5);
    }

    [Fact]
    public void A_network_whose_places_mix_gets_occlusion_alone_and_the_page_says_so()
    {
        File.WriteAllText(At("short.json"), "{ \"model\": \"vit-64-4\", \"epochs\": 1, \"batch\": 8 }");
        Evaluate("--model", "vit-64-4");

        Assert.Equal(
            0,
            MienCommand
                .Run("explain", At("run"), "--data", At("maps"), "--out", At("why"), "--most", "2", "--quiet")
                .Exit
        );

        Assert.Contains(
            "there is occlusion only",
            File.ReadAllText(At("why/explanations.html")),
            StringComparison.Ordinal
        );
        Assert.Equal(2, CsvTable.Read(At("why/explanations.csv")).Count);
    }

    [Fact]
    public void A_model_file_is_explained_too()
    {
        var model = Path.Combine(RealData.Repository, "models/made-up-motion.safetensors");

        var run = MienCommand.Run("explain", model, "--data", At("maps"), "--out", At("why"), "--most", "3", "--quiet");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(9, CsvTable.Read(At("why/explanations.csv")).Count);
    }

    [Fact]
    public void What_cannot_be_explained_is_one_sentence()
    {
        Evaluate("--selection", "test-subject");
        SyntheticSet.Make(3, 6, 2).Write(At("others"));

        Fails("chose its epochs on the test subjects", At("run"), "--data", At("maps"));
        Fails("not those of the run", At("run"), "--data", At("others"));
        Fails("has no seed 9", At("run/subject-independent"), "--data", At("maps"), "--seed", "9");
        Fails("nowhere", At("nowhere"), "--data", At("maps"));
        Succeed("evaluate", "--data", At("maps"), "--model", "svm-linear", "--out", At("svm"), "--quiet");
        Fails("is no network", At("svm"), "--data", At("maps"));
    }

    private void Evaluate(params string[] more) =>
        Succeed([
            "evaluate",
            "--data",
            At("maps"),
            "--recipe",
            At("short.json"),
            "--out",
            At("run"),
            "--quiet",
            .. more,
        ]);

    private static void Succeed(params string[] words)
    {
        var run = MienCommand.Run(words);
        Assert.True(run.Exit == 0, run.Error);
    }

    private void Fails(string part, params string[] words)
    {
        var run = MienCommand.Run(["explain", .. words, "--out", At("why"), "--quiet"]);
        Assert.Equal(2, run.Exit);
        Assert.Contains(part, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
