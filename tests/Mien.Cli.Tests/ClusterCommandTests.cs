using Mien.Data.Synthetic;

namespace Mien.Cli.Tests;

/// <summary>What <c>mien cluster</c> does without a cluster; with one, see the tests of the room Cluster.</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_dry_run_writes_scripts_that_mean_the_same_everywhere()
    {
        SyntheticSet.Make(4, 6, 1).Write(At("maps"));
        string[] evaluate =
        [
            "evaluate",
            "--data",
            Path.GetRelativePath(".", At("maps")),
            "--out",
            At("run"),
            "--quiet",
        ];

        var run = MienCommand.Run([
            "cluster",
            "run",
            "--dry-run",
            "--partition",
            "short",
            "--time",
            "2:00:00",
            "--units-per-task",
            "3",
            "--",
            .. evaluate,
        ]);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains(
            "5 units; the scripts were written and nothing was submitted",
            run.Output,
            StringComparison.Ordinal
        );
        var script = File.ReadAllText(At("run/cluster/rounds/001/array-1.sh"));
        Assert.Contains("#SBATCH --partition=short\n", script, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --time=2:00:00\n", script, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --array=0-1\n", script, StringComparison.Ordinal);
        Assert.EndsWith(
            $" evaluate --data {At("maps")} --out {At("run")} --units {At("run/cluster/rounds/001/array-1.txt")} --task \"$SLURM_ARRAY_TASK_ID\" --threads 1\n",
            script,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_comparison_of_recipes_is_one_array_of_all_their_units()
    {
        SyntheticSet.Make(3, 6, 1).Write(At("maps"));
        Directory.CreateDirectory(At("recipes"));
        File.WriteAllText(At("recipes/cabm.json"), "{ \"model\": \"cabm\", \"epochs\": 1 }");
        File.WriteAllText(At("recipes/rival.json"), "{ \"model\": \"convmixer-32-1\", \"epochs\": 1 }");

        var run = MienCommand.Run([
            "cluster",
            "run",
            "--dry-run",
            "--",
            "compare",
            "--recipes",
            Path.GetRelativePath(".", At("recipes")),
            "--data",
            At("maps"),
            "--out",
            At("runs"),
        ]);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        // Three folds and the linear baseline of each of the two.
        Assert.Contains("8 units; the scripts were written", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            $" compare --recipes {At("recipes")} --data {At("maps")} --out {At("runs")} --units",
            File.ReadAllText(At("runs/cluster/rounds/001/array-1.sh")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "rival/units/seed-1/fold-0002",
            File.ReadAllText(At("runs/cluster/rounds/001/array-1.txt")),
            StringComparison.Ordinal
        );
        Assert.Equal(2, MienCommand.Run("compare", "a", "b", "--executor", "slurm").Exit);
    }

    [Theory]
    [InlineData("cluster", "status", "{folder}")]
    [InlineData("cluster", "run", "{folder}")]
    [InlineData("cluster", "gather", "{folder}")]
    [InlineData("cluster", "cancel", "{folder}")]
    public void A_folder_that_is_no_run_is_one_sentence(params string[] words)
    {
        var run = MienCommand.Run([
            .. words.Select(word => word.Replace("{folder}", _folder, StringComparison.Ordinal)),
        ]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(
            "holds no run for a cluster",
            Assert.Single(run.Error.TrimEnd().Split('\n')),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_command_without_units_is_refused()
    {
        var run = MienCommand.Run("cluster", "run", "--", "doctor", _folder);

        Assert.Equal(2, run.Exit);
        Assert.Contains("'mien doctor' is no list of units", run.Error, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
