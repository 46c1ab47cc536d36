using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Cli.Tests;

/// <summary>The main job from the command line, on made-up maps.</summary>
public sealed class RunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public RunTests()
    {
        SyntheticSet.Make(4, 6, 1).Write(At("maps"));
        File.WriteAllText(At("short.json"), "{ \"epochs\": 2, \"batch\": 8 }");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Evaluating_leaves_every_document_and_prints_the_majority_beside_the_score()
    {
        var run = MienCommand.Run(
            "evaluate",
            "--data",
            At("maps"),
            "--recipe",
            At("short.json"),
            "--out",
            At("run"),
            "--quiet"
        );

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("majority", run.Output, StringComparison.Ordinal);
        Assert.Contains("random", run.Output, StringComparison.Ordinal);
        string[] documents = ["run.json", "metrics.json", "predictions.csv", "splits.json", "report.html"];
        Assert.All(documents, name => Assert.True(File.Exists(At("run/" + name)), name));
    }

    [Fact]
    public void A_model_trained_on_made_up_motion_names_classes_and_action_units()
    {
        Succeed(
            "train",
            "--synthetic",
            "--samples",
            "1024",
            "--members",
            "2",
            "--filmed",
            "0",
            "--out",
            At("u.safetensors"),
            "--quiet"
        );
        Succeed("predict", "--data", At("maps"), "--model", At("u.safetensors"), "--out", At("units.csv"));
        Succeed(
            "evaluate",
            "--data",
            At("maps"),
            "--model",
            At("u.safetensors"),
            "--protocol",
            "zero-shot",
            "--out",
            At("zero")
        );

        Assert.True(CsvTable.Read(At("zero/action_units.csv")).Has("auc"));
        var table = CsvTable.Read(At("units.csv"));
        Assert.Equal(24, table.Count);
        Assert.True(table.Has("positive") && table.Has("action_units") && table.Has("L12") && table.Has("R26"));
    }

    [Fact]
    public void Corrections_of_the_annotations_are_recorded_in_the_run()
    {
        File.WriteAllText(At("maps/corrections.csv"), "set,clip,change,why\nmeb,s1/c1,apex 5 to 7,seen in the flow\n");

        Succeed("evaluate", "--data", At("maps"), "--recipe", At("short.json"), "--out", At("run"), "--quiet");

        Assert.Contains("meb: s1/c1: apex 5 to 7", File.ReadAllText(At("run/run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_file_predicts_what_the_model_predicted_and_scores_zero_shot()
    {
        Succeed("train", "--data", At("maps"), "--recipe", At("short.json"), "--out", At("a.safetensors"), "--quiet");
        Succeed(
            "train",
            "--data",
            At("maps"),
            "--recipe",
            At("short.json"),
            "--out",
            At("b.safetensors"),
            "--quiet",
            "--threads",
            "1"
        );
        Succeed("predict", "--data", At("maps"), "--model", At("a.safetensors"), "--out", At("predictions.csv"));
        Succeed(
            "evaluate",
            "--data",
            At("maps"),
            "--model",
            At("a.safetensors"),
            "--protocol",
            "zero-shot",
            "--out",
            At("run")
        );

        Assert.Equal(File.ReadAllBytes(At("a.safetensors")), File.ReadAllBytes(At("b.safetensors")));
        var predicted = CsvTable.Read(At("predictions.csv"));
        var scored = CsvTable.Read(At("run/predictions.csv"));
        Assert.Equal(24, predicted.Count);
        Assert.Equal(Scores(predicted), Scores(scored));
    }

    [Fact]
    public void Clips_without_labels_can_be_predicted()
    {
        Succeed("train", "--data", At("maps"), "--recipe", At("short.json"), "--out", At("a.safetensors"), "--quiet");
        var index = File.ReadAllText(At("maps/index.csv"));
        File.WriteAllText(
            At("maps/index.csv"),
            index.Replace("negative", "", StringComparison.Ordinal).Replace("positive", "", StringComparison.Ordinal)
        );

        Succeed("predict", "--data", At("maps"), "--model", At("a.safetensors"), "--out", At("predictions.csv"));

        Assert.Equal(24, CsvTable.Read(At("predictions.csv")).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(-40)]
    public void A_model_file_cut_short_is_refused(int length)
    {
        Succeed("train", "--data", At("maps"), "--recipe", At("short.json"), "--out", At("a.safetensors"), "--quiet");
        var bytes = File.ReadAllBytes(At("a.safetensors"));
        File.WriteAllBytes(At("cut.safetensors"), bytes[..(length < 0 ? bytes.Length + length : length)]);

        var run = MienCommand.Run(
            "predict",
            "--data",
            At("maps"),
            "--model",
            At("cut.safetensors"),
            "--out",
            At("p.csv")
        );

        Assert.Equal(2, run.Exit);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_model_file_with_one_weight_changed_is_refused()
    {
        Succeed("train", "--data", At("maps"), "--recipe", At("short.json"), "--out", At("a.safetensors"), "--quiet");
        var bytes = File.ReadAllBytes(At("a.safetensors"));
        bytes[^100] ^= 1;
        File.WriteAllBytes(At("changed.safetensors"), bytes);

        var run = MienCommand.Run(
            "predict",
            "--data",
            At("maps"),
            "--model",
            At("changed.safetensors"),
            "--out",
            At("p.csv")
        );

        Assert.Equal(2, run.Exit);
        Assert.Contains("weights are not those", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Scores(CsvTable table) =>
        Enumerable
            .Range(0, table.Count)
            .Select(row =>
                $"{table[row, "subject"]} {table[row, "clip"]} {table[row, "negative"]} {table[row, "surprise"]}"
            )
            .Order();

    private static void Succeed(params string[] arguments)
    {
        var run = MienCommand.Run(arguments);
        Assert.True(run.Exit == 0, run.Error);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
