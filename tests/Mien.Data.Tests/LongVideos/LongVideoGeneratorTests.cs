using System.Globalization;
using Mien.Data.LongVideos;
using Mien.Foundation;

namespace Mien.Data.Tests.LongVideos;

public sealed class LongVideoGeneratorTests
{
    private static readonly LongVideoOptions Small = new()
    {
        Seed = 31,
        Videos = 2,
        FrameRates = [20],
        LeastSeconds = 5,
        MostSeconds = 6,
        FrameHeight = 120,
    };

    [Fact]
    public void The_same_seed_writes_the_same_bytes_on_any_number_of_threads()
    {
        using var folder = new ScratchFolder();
        var (one, two, other) = (
            Path.Combine(folder.Path, "one"),
            Path.Combine(folder.Path, "two"),
            Path.Combine(folder.Path, "other")
        );
        var summary = Write(one, Small with { Threads = 1 });
        Write(two, Small with { Threads = 2 });
        Write(other, Small with { Seed = 32 });

        string[] names = ["long001.avi", "long002.avi", "truth.csv", "videos.csv"];
        Assert.Equal(names, Directory.EnumerateFiles(one).Select(Path.GetFileName).Order());
        foreach (var name in names)
        {
            var bytes = File.ReadAllBytes(Path.Combine(one, name));
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(two, name)));
            Assert.NotEqual(bytes, File.ReadAllBytes(Path.Combine(other, name)));
        }

        Assert.Equal((2, Small.Videos), (summary.Videos, CsvTable.Read(Path.Combine(one, "videos.csv")).Count));
        Assert.InRange(summary.Frames, 200, 240);
    }

    [Fact]
    public void Truth_lies_within_the_videos()
    {
        using var folder = new ScratchFolder();
        Write(Path.Combine(folder.Path, "films"), Small);
        var videos = CsvTable.Read(Path.Combine(folder.Path, "films", "videos.csv"));
        var frames = Enumerable
            .Range(0, videos.Count)
            .ToDictionary(i => videos[i, "video"], i => int.Parse(videos[i, "frames"]));
        var truth = CsvTable.Read(Path.Combine(folder.Path, "films", "truth.csv"));
        Assert.NotEqual(0, truth.Count);
        for (var i = 0; i < truth.Count; i++)
        {
            var (onset, apex, offset) = (
                int.Parse(truth[i, "onset"]),
                int.Parse(truth[i, "apex"]),
                int.Parse(truth[i, "offset"])
            );
            Assert.True(1 <= onset && onset <= apex && apex <= offset && offset <= frames[truth[i, "video"]]);
            Assert.Equal(
                (onset - 1) / 20.0,
                double.Parse(truth[i, "onset_seconds"], CultureInfo.InvariantCulture),
                1e-4
            );
        }
    }

    [Fact]
    public void What_makes_no_video_is_told()
    {
        using var folder = new ScratchFolder();
        folder.File("full/old.txt", "here before");
        Assert.Contains("not empty", Fault(Path.Combine(folder.Path, "full"), Small));
        var free = Path.Combine(folder.Path, "free");
        Assert.Contains("1 to 100000", Fault(free, Small with { Videos = 0 }));
        Assert.Contains("4 GB", Fault(free, Small with { LeastSeconds = 7200, MostSeconds = 7200, FrameHeight = 480 }));
        Assert.Contains("frames a second", Fault(free, Small with { FrameRates = [0] }));
        Assert.Contains("last 5", Fault(free, Small with { LeastSeconds = double.NaN }));
        Assert.Contains("last 5", Fault(free, Small with { LeastSeconds = 30, MostSeconds = 20 }));
        Assert.Contains("50 or 60", Fault(free, Small with { MainsHertz = 55 }));
        Assert.False(Directory.Exists(free));
    }

    private static string Fault(string folder, LongVideoOptions options) =>
        Assert.Throws<InputFaultException>(() => Write(folder, options)).Message;

    private static LongVideoSummary Write(string folder, LongVideoOptions options) =>
        LongVideoGenerator.Write(folder, options, null, TestContext.Current.CancellationToken);
}
