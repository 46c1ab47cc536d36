using Mien.Data.Synthetic;

namespace Mien.Cli.Tests;

/// <summary>Beginning from a finished model with <c>mien evaluate</c> and <c>mien train</c>.</summary>
public sealed class StartCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public StartCommandTests()
    {
        SyntheticSet.Make(3, 6, 1).Write(At("maps"));
        File.Copy(Path.Combine(RealData.Repository, "models", "made-up-motion.safetensors"), At("start.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("fine-tune")]
    [InlineData("frozen")]
    [InlineData("average")]
    public void A_run_that_begins_from_a_model_says_so_in_its_record_and_its_certificate(string mode)
    {
        File.WriteAllText(At("r.json"), "{ \"epochs\": 1, \"batch\": 8 }");

        var run = Evaluate("--start", At("start.safetensors"), "--start-mode", mode, "--recipe", At("r.json"));

        Assert.Equal(0, run.Exit);
        Assert.Contains("cabm, loso", run.Output, StringComparison.Ordinal);
        foreach (var file in new[] { "run.json", "certificate.json" })
        {
            var text = File.ReadAllText(At($"run/{file}"));
            Assert.Contains($"\"mode\": \"{mode}\"", text, StringComparison.Ordinal);
            Assert.Contains($"\"start.mode\": \"{mode}\"", text, StringComparison.Ordinal);
            Assert.Contains("no face, frame or map of a person", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(_folder, File.ReadAllText(At("run/certificate.json")), StringComparison.Ordinal);
        Assert.Equal(0, MienCommand.Run("certify", At("run")).Exit);
    }

    [Fact]
    public void What_was_begun_is_written_read_and_predicts()
    {
        var trained = MienCommand.Run(
            "train",
            "--data",
            At("maps"),
            "--start",
            At("start.safetensors"),
            "--start-mode",
            "frozen",
            "--out",
            At("mine.safetensors"),
            "--quiet"
        );

        Assert.Equal(0, trained.Exit);
        Assert.Contains("Begun (frozen) from a model", trained.Output, StringComparison.Ordinal);
        var predicted = MienCommand.Run(
            "predict",
            "--data",
            At("maps"),
            "--model",
            At("mine.safetensors"),
            "--out",
            At("p.csv")
        );
        Assert.Equal(0, predicted.Exit);
        // Frozen features keep their head for action units.
        Assert.Contains("L12", File.ReadLines(At("p.csv")).First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'thaw' is no way to begin from a model", "--start", "start.safetensors", "--start-mode", "thaw")]
    [InlineData("name the model with --start", "--start-mode", "frozen")]
    [InlineData("no-such.safetensors", "--start", "no-such.safetensors")]
    [InlineData("--model cabm", "--start", "start.safetensors", "--model", "cabm-map")]
    [InlineData("name the file with --model", "--start", "start.safetensors", "--protocol", "zero-shot")]
    public void What_cannot_begin_is_one_sentence(string expected, params string[] options)
    {
        var run = Evaluate([
            .. options.Select(word => word.EndsWith(".safetensors", StringComparison.Ordinal) ? At(word) : word),
        ]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private (int Exit, string Output, string Error) Evaluate(params string[] options)
    {
        var run = MienCommand.Run(["evaluate", "--data", At("maps"), "--out", At("run"), "--quiet", .. options]);
        return (run.Exit, run.Output, run.Error);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
