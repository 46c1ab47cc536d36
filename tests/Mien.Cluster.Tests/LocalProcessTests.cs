using Mien.Cluster.Commands;
using Mien.Data.Synthetic;

namespace Mien.Cluster.Tests;

/// <summary><c>mien evaluate --executor local</c>: the same units in several processes.</summary>
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
        var result = new CommandRunner().Run("dotnet", [MienProgram.Path, .. words]);
        Assert.True(result.Succeeded, result.Error + result.Output);
    }
}
