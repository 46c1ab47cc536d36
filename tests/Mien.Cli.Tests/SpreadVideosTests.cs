using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Cli.Tests;

/// <summary><c>mien analyze</c> of a folder of videos as units: resumed, retried, and as scripts for a cluster.</summary>
public sealed class SpreadVideosTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-cli-").FullName;

    public SpreadVideosTests()
    {
        string[] film = ["generate", "--long", "--videos", "2", "--seconds", "5", "--fps", "12", "--height", "240"];
        var made = MienCommand.Run([.. film, "--out", At("films"), "--quiet"]);
        Assert.SkipWhen(made.Error.Contains("install", StringComparison.Ordinal), made.Error);
        File.Move(At("films/long002.avi"), At("films/zwei ü.avi"));
        File.WriteAllText(At("films/notes.mp4"), "no video");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_done_is_left_alone_and_what_could_not_be_read_is_tried_again()
    {
        Assert.Equal(1, Analyze().Exit);
        var done = Directory.GetFiles(At("out"), "report.html", SearchOption.AllDirectories);
        var written = Array.ConvertAll(done, File.GetLastWriteTimeUtc);
        File.Copy(At("films/long001.avi"), At("films/notes.mp4"), overwrite: true);

        var again = Analyze();

        Assert.Equal((0, ""), (again.Exit, again.Error));
        Assert.Equal(2, done.Length);
        Assert.Equal(written, Array.ConvertAll(done, File.GetLastWriteTimeUtc));
        var summary = CsvTable.Read(At("out/summary.csv"));
        Assert.Equal(["60", "60", "60"], Enumerable.Range(0, 3).Select(i => summary[i, "frames"]));
    }

    [Fact]
    public void Another_recording_under_a_known_name_is_no_result_of_the_first()
    {
        Analyze();
        File.AppendAllText(At("films/long001.avi"), "longer");

        var run = Analyze();

        Assert.Equal(1, run.Exit);
        Assert.Contains("another recording, long001.avi", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_writes_a_script_with_every_video_as_a_unit()
    {
        var run = MienCommand.Run(["cluster", "run", "--dry-run", "--units-per-task", "2", "--", .. Command("far")]);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("3 units; the scripts were written", run.Output, StringComparison.Ordinal);
        var script = File.ReadAllText(At("far/cluster/rounds/001/array-1.sh"));
        Assert.Contains($" analyze {At("films")} --out {At("far")} --units ", script, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(At("far/cluster/units.txt")).Length);
    }

    [Fact]
    public void Folders_of_frames_are_units_like_videos()
    {
        foreach (var name in new[] { "films/part.2", "films/part.10" })
        {
            Directory.CreateDirectory(At(name));
            for (var frame = 1; frame <= 3; frame++)
            {
                Png.Write(Path.Combine(At(name), $"{frame}.png"), new ByteImage(64, 64, 1));
            }
        }

        foreach (var video in Directory.GetFiles(At("films")))
        {
            File.Delete(video);
        }

        var here = Analyze();
        var far = MienCommand.Run(["cluster", "run", "--dry-run", "--", .. Command("far")]);

        var summary = CsvTable.Read(At("out/summary.csv"));
        Assert.Equal(["part.2", "part.10"], Enumerable.Range(0, 2).Select(i => summary[i, "folder"]));
        Assert.Equal(["3", "3"], Enumerable.Range(0, 2).Select(i => summary[i, "frames"]));
        Assert.True(File.Exists(At("out/part.10/report.html")), here.Error);
        Assert.Contains("2 units; the scripts were written", far.Output, StringComparison.Ordinal);
        Assert.Equal(["units/video-part.2", "units/video-part.10"], File.ReadAllLines(At("far/cluster/units.txt")));
    }

    [Fact]
    public void One_recording_cannot_be_spread()
    {
        var run = MienCommand.Run("analyze", At("films/long001.avi"), "--out", At("one"), "--executor", "local");

        Assert.Equal(2, run.Exit);
        Assert.Contains("One recording holds no units", run.Error, StringComparison.Ordinal);
    }

    private MienCommand Analyze() => MienCommand.Run(Command("out"));

    private string[] Command(string output) => ["analyze", At("films"), "--out", At(output), "--quiet"];

    private string At(string name) => Path.Combine(_folder, name);
}
