using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;
using Mien.Spotting.Regions;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Analysis;

public sealed class BlockSpotterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-blocks-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Events_are_the_same_however_often_it_is_asked_and_none_is_lost_or_doubled_at_a_seam()
    {
        var path = Path.Combine(_folder.FullName, "a.bin");
        var motion = new MadeUpMotion(30, 200);
        double[] onsets = [20, 59.8, 61, 90, 119.95, 121.5, 170];
        foreach (var onset in onsets)
        {
            motion.With(onset, onset + 0.15, onset + 0.35, RegionPart.OuterBrow, 0, -1.5f);
        }

        motion.Write(path);
        using var reader = new MotionReader(path);

        var once = new BlockSpotter(reader, new SpotterOptions()).Advance(200, isEnd: true).ToArray();
        var steps = new BlockSpotter(reader, new SpotterOptions());
        var often = Enumerable.Range(1, 40).SelectMany(i => steps.Advance(5 * i, isEnd: i == 40).ToArray()).ToArray();

        var events = once.SelectMany(block => block.Events).ToArray();
        Assert.Equal(onsets.Length, events.Length);
        Assert.All(
            events.Zip(onsets),
            pair => Assert.InRange(pair.First.OnsetSeconds, pair.Second - 0.05, pair.Second + 0.1)
        );
        Assert.Equal(events.Select(Key), often.SelectMany(block => block.Events).Select(Key));
        Assert.Equal(6000, steps.Timeline.Frames);
    }

    [Fact]
    public void A_face_that_comes_late_keeps_its_own_time_alone()
    {
        var path = Path.Combine(_folder.FullName, "late.bin");
        var motion = new MadeUpMotion(30, 10).With(5, 5.15, 5.35, RegionPart.OuterBrow, 0, -1.5f);
        using (var writer = MotionWriter.Create(path))
        {
            foreach (var sample in motion.Samples())
            {
                (sample.Frame, sample.Seconds) = (sample.Frame + 9000, sample.Seconds + 300);
                writer.Add(sample);
            }
        }

        using var reader = new MotionReader(path);
        var spotter = new BlockSpotter(reader, new SpotterOptions());
        Assert.Single(spotter.Advance(310, isEnd: true).SelectMany(block => block.Events).ToArray());

        var face = Assert.Single(spotter.Faces);
        Assert.InRange(face.CourseLength, 99, 101);
        Assert.True(face.CourseAt(3051) > 1, $"{face.CourseAt(3051)}");
        Assert.True(face.CourseAt(3020) < 1, $"{face.CourseAt(3020)}");
        Assert.All([0, 51, 2999, 3101, int.MaxValue], place => Assert.True(float.IsNaN(face.CourseAt(place))));
    }

    [Fact]
    public void Each_kind_of_expression_is_believed_after_what_the_face_does_below_the_threshold_of_that_kind()
    {
        // Restless in long movements alone, and in short ones alone: 0.28 px over 2 s, and 0.15 px over 0.3 s.
        var (calm, slow, quick) = (Macro(0, 1), Macro(0.28f, 2), Macro(0.15f, 0.3));

        Assert.True(slow < calm - 0.05, $"{slow} beside {calm}");
        Assert.Equal(calm, quick, 0.02);
    }

    /// <summary>The confidence of the one macro-expression among movements that stay below the thresholds.</summary>
    private double Macro(float size, double seconds)
    {
        var motion = new MadeUpMotion(30, 75).With(30, 30.6, 32, RegionPart.MouthCorner, 0, -0.8f);
        for (var onset = 5.0; size > 0 && onset < 70; onset += 4)
        {
            motion.With(onset, onset + (seconds / 2), onset + seconds, RegionPart.OuterBrow, 0, -size);
        }

        var path = Path.Combine(_folder.FullName, $"{size}.bin");
        motion.Write(path);
        using var reader = new MotionReader(path);
        var spotter = new BlockSpotter(reader, new SpotterOptions());
        var events = spotter.Advance(75, isEnd: true).SelectMany(block => block.Events).ToArray();
        var macro = Assert.Single(events);
        Assert.Equal(EventKind.Macro, macro.Kind);
        return AnalysedEvent.Of(macro, EventDetails.None, spotter.Faces).Confidence;
    }

    private static (int, int, int, double) Key(FaceEvent happened) =>
        (happened.Onset, happened.Apex, happened.Offset, happened.Score);
}
