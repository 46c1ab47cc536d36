using Mien.Foundation;

namespace Mien.Cli.Tests;

/// <summary><c>mien analyze</c> over a folder of videos, and the limit of detection beside an analysis.</summary>
public sealed class ManyVideosTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_video_gets_a_report_and_all_get_a_table_and_one_that_cannot_be_read_stops_no_other()
    {
        var (films, output) = (Path.Combine(_folder, "films"), Path.Combine(_folder, "out"));
        string[] film = ["generate", "--long", "--videos", "2", "--seconds", "5", "--fps", "20", "--height", "240"];
        Assert.Equal(0, MienCommand.Run([.. film, "--out", films, "--quiet"]).Exit);
        File.WriteAllText(Path.Combine(films, "notes.mp4"), "no video");

        var run = MienCommand.Run("analyze", films, "--out", output, "--quiet");

        Assert.SkipWhen(run.Error.Contains("install", StringComparison.Ordinal), run.Error);
        Assert.Equal(1, run.Exit);
        Assert.Contains("notes.mp4", run.Error, StringComparison.Ordinal);
        var summary = CsvTable.Read(Path.Combine(output, "summary.csv"));
        Assert.Equal(
            ["long001.avi", "long002.avi", "notes.mp4"],
            Enumerable.Range(0, 3).Select(i => summary[i, "video"])
        );
        Assert.Equal(["100", "100", ""], Enumerable.Range(0, 3).Select(i => summary[i, "frames"]));
        Assert.NotEqual("", summary[2, "fault"]);
        Assert.True(File.Exists(Path.Combine(output, "long002", "report.html")));
        Assert.Contains(
            "long001/report.html",
            File.ReadAllText(Path.Combine(output, "index.html")),
            StringComparison.Ordinal
        );

        // The folder of all analyses is what the score takes.
        var score = MienCommand.Run("score", "--truth", Path.Combine(films, "truth.csv"), "--predictions", output);
        Assert.Equal(0, score.Exit);
    }
}
