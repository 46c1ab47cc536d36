using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;
using Mien.Spotting.Analysis;

namespace Mien.Spotting.Tests.Analysis;

public sealed class VideoAnalysisTests : IDisposable
{
    // Two frames a second make a section of two minutes of 240 frames.
    private const double Rate = 2;
    private const int Frames = 256;

    private readonly string _folder = Directory.CreateTempSubdirectory("mien-analysis-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_that_was_killed_goes_on_and_ends_in_the_same_bytes()
    {
        var (models, landmarks) = RequireModels();
        var frames = WriteFrames(Frames);
        var (whole, killed) = (In("whole"), In("killed"));
        var expected = Run(whole, killedAt: int.MaxValue);

        Assert.Throws<OperationCanceledException>(() => Run(killed, killedAt: 250));
        // A kill may leave a record that is not whole.
        File.AppendAllText(killed.Motion, "cut");
        var result = Run(killed, int.MaxValue);

        Assert.Equal(Frames, result.Timeline.Frames);
        Assert.Equal(File.ReadAllBytes(whole.Motion), File.ReadAllBytes(killed.Motion));
        Assert.Equal(File.ReadAllText(whole.MotionRecord), File.ReadAllText(killed.MotionRecord));
        Assert.Equal(
            expected.Events.Select(e => (e.Event.Onset, e.Event.Offset, e.Event.Score)),
            result.Events.Select(e => (e.Event.Onset, e.Event.Offset, e.Event.Score))
        );
        Assert.Equal([1], result.Faces.Select(face => face.Face));
        // The recording is judged to its end, whoever measured it.
        Assert.Contains($"\"frames\": {Frames}", File.ReadAllText(killed.MotionRecord), StringComparison.Ordinal);
        Assert.Equal(expected.Quality, result.Quality);

        AnalysisResult Run(AnalysisFolder folder, int killedAt) =>
            VideoAnalysisTests.Run(frames, folder, models, landmarks, killedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Motion_that_was_deleted_or_cut_is_measured_anew(bool isDeleted)
    {
        var (models, landmarks) = RequireModels();
        var (frames, folder) = (WriteFrames(24), In("finished"));
        Run(frames, folder, models, landmarks);
        var (motion, record) = (File.ReadAllBytes(folder.Motion), File.ReadAllText(folder.MotionRecord));

        if (isDeleted)
        {
            File.Delete(folder.Motion);
        }
        else
        {
            File.WriteAllBytes(folder.Motion, motion[..^5000]);
        }

        // A kill on the way leaves no claim that the motion is whole.
        Assert.Throws<OperationCanceledException>(() => Run(frames, folder, models, landmarks, killedAt: 12));
        var result = Run(frames, folder, models, landmarks);

        Assert.Equal(24, result.Timeline.Frames);
        Assert.Equal(motion, File.ReadAllBytes(folder.Motion));
        Assert.Equal(record, File.ReadAllText(folder.MotionRecord));
    }

    private static AnalysisResult Run(
        string frames,
        AnalysisFolder folder,
        FaceModels models,
        LandmarkModel landmarks,
        int killedAt = int.MaxValue
    )
    {
        using var kill = new CancellationTokenSource();
        var options = new AnalysisOptions { Source = new FrameSourceOptions { FolderRate = Rate } };
        var analysis = new VideoAnalysis(
            AnalysisSource.Of(frames, options.Source),
            folder,
            options,
            detailer: null,
            _ => { }
        );
        return analysis.Run(
            () => new FaceTracker(models.ReadCascade(), landmarks),
            landmarks,
            new Watch(step => (step.Done >= killedAt ? kill : null)?.Cancel()),
            kill.Token
        );
    }

    private AnalysisFolder In(string name) => new(Path.Combine(_folder, name));

    private static (FaceModels Models, LandmarkModel Landmarks) RequireModels()
    {
        var models = new FaceModels();
        try
        {
            return (models, models.ReadLandmarks());
        }
        catch (InputFaultException fault)
        {
            Assert.Skip(fault.Message);
            throw;
        }
    }

    /// <summary>A real face, to and fro, as a folder of pictures.</summary>
    private string WriteFrames(int count)
    {
        using var video = VideoFile.Open(RealData.Require("video/single_face.mp4"));
        var shots = new List<ByteImage>();
        for (var shot = video.CreateFrame(); video.TryRead(shot, out _); shot = video.CreateFrame())
        {
            shots.Add(Half(shot));
        }

        var frames = Directory.CreateDirectory(Path.Combine(_folder, "frames")).FullName;
        for (var i = 0; i < count; i++)
        {
            var at = i % (2 * shots.Count);
            Netpbm.Write(Path.Combine(frames, $"{i:0000}.pgm"), shots[Math.Min(at, (2 * shots.Count) - 1 - at)]);
        }

        return frames;
    }

    private static ByteImage Half(ByteImage picture)
    {
        var half = new ByteImage(picture.Width / 2, picture.Height / 2, 1);
        for (var y = 0; y < half.Height; y++)
        {
            for (var x = 0; x < half.Width; x++)
            {
                half.Pixel(x, y)[0] = picture.Pixel(2 * x, 2 * y)[0];
            }
        }

        return half;
    }

    private sealed class Watch(Action<ProgressStep> told) : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) => told(value);
    }
}
