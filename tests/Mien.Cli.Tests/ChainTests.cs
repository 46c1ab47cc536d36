using System.Text.Json;

namespace Mien.Cli.Tests;

/// <summary>From made-up recordings to a score, with every option at its default but the twin's size.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-chain-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Generate_prepare_and_evaluate_in_a_row_give_a_score()
    {
        foreach (var path in (string[])["/usr/share/opencv4", "/usr/share/dlib"])
        {
            Assert.SkipUnless(
                Path.Exists(path) || Environment.GetEnvironmentVariable("CI") is not null,
                $"needs {path}: install opencv-data and libdlib-data"
            );
        }

        Run("generate", "--like", "casme2", "--out", At("twin"), "--videos", "9", "--height", "180");
        Run("prepare", At("twin"), "--dataset", "casme2", "--out", At("maps"), "--size", "32");
        Run("evaluate", "--data", At("maps"), "--model", "cabm", "--seeds", "1", "--out", At("run"));

        using var metrics = JsonDocument.Parse(File.ReadAllText(At("run/metrics.json")));
        var uf1 = metrics.RootElement.GetProperty("full").GetProperty("uf1").GetProperty("mean").GetDouble();
        // Always the commonest of three equal classes gives 1/6.
        Assert.InRange(uf1, 0.3, 1);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static void Run(params string[] arguments)
    {
        var error = new StringWriter();
        var exit = CommandLine.Run([.. arguments, "--quiet"], TextWriter.Null, error);
        Assert.True(exit == 0, $"{string.Join(' ', arguments)}: exit {exit}, {error}");
    }
}
