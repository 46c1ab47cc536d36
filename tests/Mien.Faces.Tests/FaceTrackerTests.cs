using Mien.Faces.Detection;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Faces.Tests;

public sealed class FaceTrackerTests
{
    [Fact]
    public void One_face_is_followed_through_every_frame()
    {
        var (timeline, raw, filtered) = Track("video/single_face.mp4");

        var face = Assert.Single(timeline.Faces);
        Assert.Equal((1, timeline.Frames), (face.Number, face.Frames));
        Assert.Empty(timeline.Gaps);
        // Measured: 0.33 px raw and 0.17 px filtered on a face 175 px wide that smiles and moves.
        Assert.InRange(raw, 0, 0.5);
        Assert.True(filtered < 0.7 * raw, $"filtering leaves {filtered} of {raw} px");
    }

    [Fact]
    public void No_face_is_seen_where_there_is_none()
    {
        var (timeline, _, _) = Track("video/no_face.mp4");

        Assert.Empty(timeline.Faces);
        Assert.Single(timeline.Gaps);
    }

    [Fact]
    public void A_stretch_without_a_face_is_a_gap()
    {
        var (timeline, _, _) = Track("video/face_noface.mov");

        Assert.Equal(72, Assert.Single(timeline.Faces).Frames);
        var gap = Assert.Single(timeline.Gaps);
        Assert.Equal(2.4, gap.First, 0.05);
    }

    [Fact]
    public void Several_faces_keep_their_numbers_and_a_lost_one_gets_it_back()
    {
        var picture = Photograph.Read("faces/2008_001009.jpg");
        Installed.RequireModels();
        var tracker = new FaceTracker(Installed.Cascade, Installed.Model);
        var blank = Photograph.Draw(picture.Width, picture.Height, (_, _) => 100);

        var before = tracker.Next(picture, 0);
        var during = tracker.Next(blank, 0.1);
        var after = tracker.Next(picture, 0.2);

        Assert.Equal([1, 2], before.Select(face => face.Number));
        Assert.Empty(during);
        Assert.Equal(before.Select(face => face.Number), after.Select(face => face.Number));
        Assert.All(before.Zip(after), pair => Assert.True(pair.First.Box.Overlap(pair.Second.Box) > 0.9));
    }

    [Fact]
    public void A_face_that_the_first_search_overlooks_is_found_within_the_first_second()
    {
        var picture = Photograph.Read("faces/2008_001009.jpg");
        Installed.RequireModels();
        var second = new FaceTracker(Installed.Cascade, Installed.Model).Next(picture, 0)[1].Box;
        var hidden = Photograph.Draw(
            picture.Width,
            picture.Height,
            (x, y) => second.Cover(new FaceBox(x, y, 1, 1)) > 0 ? 100 : picture.Samples[(y * picture.Width) + x]
        );
        var tracker = new FaceTracker(Installed.Cascade, Installed.Model);

        var first = tracker.Next(hidden, 0);
        var next = tracker.Next(picture, 0.11);

        Assert.Equal([1], first.Select(face => face.Number));
        Assert.Equal([1, 2], next.Select(face => face.Number));
    }

    [Fact]
    public void A_single_wanted_face_is_confirmed_where_it_is()
    {
        var (timeline, _, _) = Track("video/single_face.mp4", new TrackerOptions { MaxFaces = 1, MissedSearches = 1 });

        Assert.Equal(timeline.Frames, Assert.Single(timeline.Faces).Frames);
    }

    private static (FaceTimeline Timeline, double Raw, double Filtered) Track(
        string relative,
        TrackerOptions? options = null
    )
    {
        var path = RealData.Require(relative);
        Installed.RequireModels();
        Installed.Require("ffmpeg", "/usr/bin/ffmpeg");
        using var video = FrameSources.Open(path);
        var tracker = new FaceTracker(Installed.Cascade, Installed.Model, options);
        var (timeline, raw, filtered) = (new FaceTimeline(), new JitterMeter(), new JitterMeter());
        var frame = video.CreateFrame();
        while (video.TryRead(frame, out var stamp))
        {
            var faces = tracker.Next(frame, stamp.Seconds);
            timeline.Add(stamp.Seconds, faces);
            foreach (var face in faces.Take(1))
            {
                raw.Add([.. face.RawLandmarks]);
                filtered.Add([.. face.Landmarks]);
            }
        }

        return (timeline, raw.Deviation, filtered.Deviation);
    }
}
