using Mien.Faces.Alignment;
using Mien.Faces.Motion;
using Mien.Faces.Tracking;
using Mien.Imaging.Flow;
using Mien.Imaging.Media;

namespace Mien.Faces.Tests;

public sealed class FaceMotionStreamTests
{
    [Fact]
    public void A_smile_shows_as_motion_and_rest_does_not()
    {
        var means = Measure("video/single_face.mp4", int.MaxValue);

        Assert.Equal(72, means.Count);
        Assert.Null(means[0]);
        Assert.All(means.Skip(1), mean => Assert.NotNull(mean));
        // The corners of the mouth rise in frames 16 to 22; before that the face rests, and the head's own drift is gone.
        Assert.True(means[16..23].Max() > 4 * means[8..16].Average(), string.Join(' ', means));
    }

    [Fact]
    public void A_gap_has_no_motion_and_ends_it()
    {
        var means = Measure("video/face_noface.mov", int.MaxValue);

        Assert.Equal(71, means.Count(mean => mean is not null));
        Assert.Null(means[^1]);
    }

    [Fact]
    public void Stopping_in_the_middle_ends_the_reader()
    {
        Assert.Equal(3, Measure("video/single_face.mp4", 3).Count);
    }

    /// <summary>The mean flow of each frame, null where none was measured.</summary>
    private static List<double?> Measure(string relative, int most)
    {
        var path = RealData.Require(relative);
        Installed.RequireModels();
        Installed.Require("ffmpeg", "/usr/bin/ffmpeg");
        using var source = FrameSources.Open(path);
        var tracker = new FaceTracker(Installed.Cascade, Installed.Model);
        var options = new FaceMotionOptions { Flow = FlowKind.Dis, HeadMotion = HeadMotionMethod.RobustAffine };
        using var stream = new FaceMotionStream(source, tracker, Installed.Model, options);
        var (frame, means) = (stream.CreateFrame(), new List<double?>());
        while (means.Count < most && stream.TryRead(frame))
        {
            means.Add(frame.HasMotion ? frame.Flow.MeanLength() : null);
        }

        return means;
    }
}
