using Mien.Data.LongVideos;
using Mien.Data.Twins;
using Mien.Faces.Alignment;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests.LongVideos;

/// <summary>What the truth says is what is seen in the frames.</summary>
public sealed class FilmedMotionTests
{
    private static readonly Scene Scene = new(new LongVideoOptions { Seed = 23 }, 0);
    private static readonly FilmFace Face = new(Scene.Look, Scene.View);

    [Theory]
    [InlineData(12, 1.5)]
    [InlineData(4, 2.5)]
    [InlineData(1, 1)]
    [InlineData(17, 2)]
    public void A_peak_is_as_large_in_the_crop_as_the_truth_says(int unit, double peak)
    {
        DrawnPerson.RequireModels();
        var motion = SkinMotion.Of(Scene.Look, Scene.View, [(unit, 1, 1)], (float)peak * Scene.CropPixel);
        var (rest, top) = (Shoot([]), Shoot([(new MotionPatch(motion, Scene.View), 1)]));
        var alignment = DrawnPerson.Align(rest);
        var (onset, apex) = (new Plane(128, 128), new Plane(128, 128));
        FaceCropper.Crop(rest, alignment, onset);
        FaceCropper.Crop(top, alignment, apex);
        var flow = new FlowField(128, 128);
        new TvL1(128, 128).Estimate(onset, apex, flow);

        // The largest vectors of the flow; the very largest may be an error of the flow.
        var lengths = flow.U.Samples.Zip(flow.V.Samples, (u, v) => Math.Sqrt((u * u) + (v * v))).Order().ToArray();
        Assert.InRange(lengths[^30], 0.75 * peak, 1.2 * peak);
    }

    [Fact]
    public void The_crop_of_a_drawn_face_has_the_size_that_peaks_are_told_in()
    {
        DrawnPerson.RequireModels();
        var errors = new List<double>();
        for (var number = 0; number < 12; number++)
        {
            var scene = new Scene(new LongVideoOptions { Seed = 29 }, number);
            var picture = Shoot([], new FilmFace(scene.Look, scene.View));
            var alignment = DrawnPerson.Align(picture);
            errors.Add((alignment.Scale / scene.CropPixel) - 1);
        }

        Assert.InRange(errors.Average(), -0.02, 0.02);
        Assert.All(errors, error => Assert.InRange(error, -0.06, 0.06));
    }

    [Fact]
    public void A_still_person_gives_the_same_picture_but_for_the_noise()
    {
        var (first, second) = (Shoot([]), Shoot([]));
        Assert.Equal(first.Samples, second.Samples);
    }

    [Fact]
    public void Lips_part_and_eyes_turn()
    {
        var rest = Shoot([]);
        var talking = Shoot([], lipGap: 10);
        var looking = Shoot([], pupils: (5, 0));
        var mouth = Changed(rest, talking);
        Assert.InRange(mouth.Count, 300, 12_000);
        Assert.All(mouth, at => Assert.InRange(Scene.View.MillimetresY(at / rest.Width), 35, 190));
        var eyes = Changed(rest, looking);
        Assert.InRange(eyes.Count, 60, 1500);
        Assert.All(eyes, at => Assert.InRange(Scene.View.MillimetresY(at / rest.Width), -20, 20));
    }

    [Fact]
    public void A_turned_head_moves_its_nose_further_than_its_cheeks()
    {
        var depth = Face.Depth;
        var (x, y, scale) = (Scene.View.CentreX, Scene.View.CentreY, Scene.View.Scale);
        var (nose, cheek, shoulder) = (
            depth.At(x, y + (38 * scale)),
            depth.At(x + (55 * scale), y + (30 * scale)),
            depth.At(x, y + (170 * scale))
        );
        Assert.True(nose > cheek + (20 * scale) && cheek > shoulder + (10 * scale) && shoulder < 2 * scale);
    }

    private static List<int> Changed(ByteImage a, ByteImage b) =>
        [.. Enumerable.Range(0, a.Samples.Length).Where(i => Math.Abs(a.Samples[i] - b.Samples[i]) > 12)];

    private static ByteImage Shoot(
        (MotionPatch, float)[] motions,
        FilmFace? face = null,
        float lipGap = 0,
        (float, float) pupils = default
    ) =>
        DrawnPerson.Shoot((face ?? Face).View.Width, (face ?? Face).View.Height, face ?? Face, motions, lipGap, pupils);
}
