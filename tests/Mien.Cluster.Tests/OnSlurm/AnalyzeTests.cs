namespace Mien.Cluster.Tests.OnSlurm;

/// <summary><c>mien analyze</c> of a folder of videos on a real Slurm of two nodes gives the bytes that it gives here.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_video_is_a_unit_and_one_that_cannot_be_read_stops_no_other()
    {
        using var cluster = SlurmCluster.Up();
        var films = new FilmFolder(_folder);
        films.Make();

        string[] words = ["cluster", "run", "--wait", "--units-per-task", "1", "--", .. films.Analyze("slurm")];
        var run = cluster.Run("dotnet", [MienProgram.Path, .. words]);
        var status = cluster.Run("dotnet", MienProgram.Path, "cluster", "status", _folder.In("slurm"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("3 videos, 1 of them unreadable", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 units, 3 done", status.Output, StringComparison.Ordinal);
        films.RequireAsHere("slurm");
    }
}
