using Mien.Data.Synthetic;

namespace Mien.Cluster.Tests.OnSlurm;

/// <summary><c>mien evaluate</c> on a real Slurm of two nodes gives the bytes that it gives here.</summary>
public sealed class EvaluateTests : IDisposable
{
    // Two epochs: the bytes are at stake here, not the score.
    private const string Recipe = """{ "epochs": 2 }""";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Loso_of_cabm_on_the_real_maps_of_MEGC2019() => Compare(RealData.Require("megc2019-motion"), "loso");

    [Fact]
    public void A_leaky_protocol_with_its_honest_twin_on_made_up_maps()
    {
        SyntheticSet.Make(6, 6, 1).Write(_folder.In("maps"));
        Compare(_folder.In("maps"), "clip-kfold", "--folds", "3", "--seeds", "1,2");
    }

    private void Compare(string data, string protocol, params string[] more)
    {
        using var cluster = SlurmCluster.Up();
        File.WriteAllText(_folder.In("recipe.json"), Recipe);
        string[] Evaluate(string run) =>
            [
                "evaluate",
                "--data",
                data,
                "--model",
                "cabm",
                "--protocol",
                protocol,
                .. more,
                "--recipe",
                _folder.In("recipe.json"),
                "--out",
                _folder.In(run),
            ];

        Mien(cluster, Evaluate("here"));
        Mien(cluster, ["cluster", "run", "--wait", "--at-once", "4", "--", .. Evaluate("slurm")]);
        var status = Mien(cluster, ["cluster", "status", _folder.In("slurm")]);

        foreach (var file in new[] { "predictions.csv", "metrics.json", "splits.json" })
        {
            Assert.Equal(File.ReadAllBytes(_folder.In("here", file)), File.ReadAllBytes(_folder.In("slurm", file)));
        }

        Assert.True(File.Exists(_folder.In("slurm", "report.html")));
        Assert.Contains("0 running, 0 waiting, 0 failed; gathered", status, StringComparison.Ordinal);
    }

    private static string Mien(SlurmCluster cluster, string[] words)
    {
        var result = cluster.Run("dotnet", [MienProgram.Path, .. words]);
        Assert.True(result.Succeeded, result.Error + result.Output);
        return result.Output;
    }
}
