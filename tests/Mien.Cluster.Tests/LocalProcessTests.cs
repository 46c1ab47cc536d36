using Mien.Data.Synthetic;

namespace Mien.Cluster.Tests;

/// <summary><c>--executor local</c>: the same units in several processes.</summary>
public sealed class LocalProcessTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_processes_give_the_bytes_of_one()
    {
        SyntheticSet.Make(5, 6, 1).Write(_folder.In("maps"));
        File.WriteAllText(_folder.In("recipe.json"), """{ "epochs": 2, "batch": 8 }""");

        Evaluate("one", "--executor", "in-process");
        Evaluate("several", "--executor", "local", "--processes", "3");

        Assert.Equal(
            File.ReadAllBytes(_folder.In("one", "predictions.csv")),
            File.ReadAllBytes(_folder.In("several", "predictions.csv"))
        );
        Assert.Equal(3, Directory.GetFiles(_folder.In("several", "cluster", "logs")).Length);
    }

    [Fact]
    public void A_comparison_in_several_processes_gives_the_bytes_of_one_and_its_report()
    {
        SyntheticSet.Make(3, 6, 1).Write(_folder.In("maps"));
        Directory.CreateDirectory(_folder.In("recipes"));
        File.WriteAllText(_folder.In("recipes", "cabm.json"), """{ "model": "cabm", "epochs": 1, "batch": 8 }""");
        File.WriteAllText(
            _folder.In("recipes", "rival.json"),
            """{ "model": "convmixer-32-1", "epochs": 2, "batch": 8, "script": "test-subject" }"""
        );

        Compare("one", "--executor", "in-process");
        Compare("several", "--executor", "local", "--processes", "2");

        foreach (
            var file in new[] { "cabm/predictions.csv", "rival/predictions.csv", "rival/as-script/predictions.csv" }
        )
        {
            Assert.Equal(File.ReadAllBytes(_folder.In("one", file)), File.ReadAllBytes(_folder.In("several", file)));
        }

        Assert.True(File.Exists(_folder.In("several", "comparison.html")));
        Assert.True(File.Exists(_folder.In("several", "rival", "as-script", "report.html")));
    }

    [Fact]
    public void Videos_in_several_processes_give_the_bytes_of_one()
    {
        var films = new FilmFolder(_folder);
        films.Make();
        string[] words = [.. films.Analyze("several"), "--executor", "local", "--processes", "2", "--quiet"];

        var run = MienProgram.Run(words);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("3 videos, 1 of them unreadable", run.Output, StringComparison.Ordinal);
        films.RequireAsHere("several");
    }

    private void Compare(string run, params string[] executor)
    {
        string[] words =
        [
            "compare",
            "--recipes",
            _folder.In("recipes"),
            "--data",
            _folder.In("maps"),
            "--out",
            _folder.In(run),
            "--quiet",
            .. executor,
        ];
        var result = MienProgram.Run(words);
        Assert.True(result.Succeeded, result.Error + result.Output);
    }

    private void Evaluate(string run, params string[] executor)
    {
        string[] words =
        [
            "evaluate",
            "--data",
            _folder.In("maps"),
            "--recipe",
            _folder.In("recipe.json"),
            "--out",
            _folder.In(run),
            "--quiet",
            .. executor,
        ];
        var result = MienProgram.Run(words);
        Assert.True(result.Succeeded, result.Error + result.Output);
    }
}
