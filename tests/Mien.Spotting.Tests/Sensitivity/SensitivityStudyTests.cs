using Mien.Data.LongVideos;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;
using Mien.Spotting.Sensitivity;

namespace Mien.Spotting.Tests.Sensitivity;

/// <summary>The study with a pipeline whose limit is known: it finds what makes a frame differ enough from the recording.</summary>
public sealed class SensitivityStudyTests : IDisposable
{
    private static readonly Lazy<(Faces.Detection.Cascade Cascade, LandmarkModel Model)> Models = new(() =>
        (new FaceModels().ReadCascade(), new FaceModels().ReadLandmarks())
    );

    private static readonly SensitivityOptions Options = new()
    {
        WorkSeconds = 24,
        Apart = 1.2,
        Sizes = [0.3, 1, 3],
        Durations = [0.01, 0.2, 0.4],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mien-spotting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Plants_are_found_by_size_and_the_study_repeats_to_the_bit()
    {
        RequireModels();
        var video = Film();
        var (first, second) = (Study(video, 6), Study(video, 6));
        Assert.Equal(first.Outcomes, second.Outcomes);

        Assert.InRange(first.Outcomes.Count, 6, 40);
        // A length of less than two frames cannot be planted.
        Assert.Equal([0.2, 0.4], first.Durations);
        Assert.All(first.Outcomes, o => Assert.InRange(o.ApexSeconds, 0, 6));
        Assert.InRange(ShareFound(3), 0.8, 1);
        Assert.InRange(ShareFound(0.3), 0, 0.2);
        Assert.InRange(first.Limit!.SizeAt(0.5, 0.3), 0.3, 3);
        Assert.Null(first.Obstacle);

        double ShareFound(double size) => first.Outcomes.Where(o => o.Size == size).Average(o => o.Found ? 1.0 : 0);
    }

    [Fact]
    public void The_real_pipeline_finds_large_movements_of_a_calm_face_and_no_tiny_ones()
    {
        RequireModels();
        var video = Film();
        var options = Options with { Sizes = [0.03, 3], Durations = [0.4], WorkSeconds = 18 };
        FaceTracker Tracker() => new(Models.Value.Cascade, Models.Value.Model);
        var pipeline = new MotionPipeline(Tracker, Models.Value.Model, new AnalysisOptions(), _folder);
        var result = new SensitivityStudy(
            _ => VideoFile.Open(video),
            Tracker,
            Models.Value.Model,
            pipeline.Spot,
            options
        ).Run(6, null, TestContext.Current.CancellationToken);
        var (large, tiny) = (result.At(3, 0.4), result.At(0.03, 0.4));
        Assert.True(large.Planted >= 3 && tiny.Planted >= 3, $"{large}, {tiny}");
        Assert.InRange(large.Found, 0.6 * large.Planted, large.Planted);
        Assert.InRange(tiny.Found, 0, 0.2 * tiny.Planted);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp"));
    }

    [Fact]
    public void Nothing_is_planted_where_the_pipeline_finds_something_anyway()
    {
        RequireModels();
        var busy = Study(Film(), 6, everywhere: true);
        Assert.Empty(busy.Outcomes);
        Assert.Null(busy.Limit);
        Assert.NotNull(busy.Obstacle);
    }

    /// <summary>A made-up person, small and short, as FFV1 so that frames are the same whenever they are read.</summary>
    private string Film()
    {
        var folder = Path.Combine(_folder, $"{Guid.NewGuid():N}");
        LongVideoGenerator.Write(
            folder,
            new LongVideoOptions
            {
                Seed = 2,
                Videos = 1,
                FrameRates = [20],
                LeastSeconds = 6,
                MostSeconds = 6,
                FrameHeight = 240,
                MostMicroPerMinute = 0,
            },
            null,
            TestContext.Current.CancellationToken
        );
        return Path.Combine(folder, "long001.avi");
    }

    private static SensitivityResult Study(string video, double seconds, bool everywhere = false) =>
        new SensitivityStudy(
            from =>
            {
                var source = VideoFile.Open(video);
                source.Seek(from);
                return source;
            },
            () => new FaceTracker(Models.Value.Cascade, Models.Value.Model),
            Models.Value.Model,
            (source, _) => Spot(source, VideoFile.Open(video), everywhere),
            Options
        ).Run(seconds, null, TestContext.Current.CancellationToken);

    /// <summary>Events where more than 25 pixels differ by more than 18 grey levels.</summary>
    private static List<FaceEvent> Spot(IFrameSource planted, VideoFile recorded, bool everywhere)
    {
        using var _ = recorded;
        var (a, b) = (planted.CreateFrame(), recorded.CreateFrame());
        var events = new List<FaceEvent>();
        while (planted.TryRead(a, out var stamp) && recorded.TryRead(b, out var _))
        {
            if (everywhere || a.Samples.Zip(b.Samples).Count(pair => Math.Abs(pair.First - pair.Second) > 18) > 25)
            {
                events.Add(EventAt(stamp));
            }
        }

        return events;
    }

    private static FaceEvent EventAt(FrameStamp stamp) =>
        new()
        {
            Face = 1,
            Kind = EventKind.Micro,
            Onset = stamp.Index,
            Apex = stamp.Index,
            Offset = stamp.Index,
            OnsetSeconds = stamp.Seconds,
            ApexSeconds = stamp.Seconds,
            OffsetSeconds = stamp.Seconds,
            Movements = [],
            Score = 1,
        };

    private static void RequireModels()
    {
        try
        {
            _ = Models.Value;
            using var probe = VideoFile.Open(typeof(SensitivityStudyTests).Assembly.Location);
        }
        catch (InputFaultException missing) when (missing.Message.Contains("install", StringComparison.Ordinal))
        {
            Assert.Skip(missing.Message);
        }
        catch (InputFaultException)
        {
            // ffmpeg is there, and says that the assembly is no video.
        }
    }
}
