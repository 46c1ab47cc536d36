using Mien.Data.Twins;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests;

/// <summary>What is drawn is what a flow method finds.</summary>
public sealed class DrawnFaceTests
{
    private static readonly FaceView View = FaceView.Portrait(200, 200);
    private static readonly FaceLook Look = new(new RandomStream(7));
    private static readonly FaceTexture Texture = FacePainter.Paint(Look, View);

    [Theory]
    [InlineData(12)]
    [InlineData(4)]
    [InlineData(1)]
    public void Optical_flow_finds_the_motion_that_was_drawn(int unit)
    {
        var motion = SkinMotion.Of(Look, View, [(unit, 1, 1)], 2);
        var camera = new FaceCamera(Texture, 1);
        var random = new RandomStream(11);
        var rest = camera.Film([], 0, default, 1, random, isColour: false).ToPlane();
        var peak = camera.Film([(motion, 1)], 0, default, 1, random, isColour: false).ToPlane();

        var flow = new FlowField(View.Width, View.Height);
        new TvL1(View.Width, View.Height).Estimate(rest, peak, flow);

        // Where the skin moves by more than half a pixel, the estimate is within a third of one on average.
        var moving = Enumerable
            .Range(0, motion.U.Length)
            .Where(i => Math.Pow(motion.U[i], 2) + Math.Pow(motion.V[i], 2) > 0.25)
            .ToList();
        Assert.InRange(moving.Count, 50, motion.U.Length / 4);
        Assert.InRange(
            moving.Average(i =>
                Math.Sqrt(Math.Pow(flow.U.Samples[i] - motion.U[i], 2) + Math.Pow(flow.V.Samples[i] - motion.V[i], 2))
            ),
            0,
            0.35
        );
        Assert.Equal(2, motion.Largest(), 0.001);
    }

    [Fact]
    public void A_raised_brow_moves_up_and_a_smiling_corner_up_and_out()
    {
        var brow = SkinMotion.Of(Look, View, [(1, 1, 1)], 2);
        var smile = SkinMotion.Of(Look, View, [(12, 1, 0)], 2);

        Assert.True(brow.V.Min() < -1.9 && brow.V.Max() < 0.01);
        var at = Array.IndexOf(smile.V, smile.V.Min());
        Assert.True(at % View.Width < View.CentreX, "strength was given to the picture's left side only");
        Assert.True(smile.U[at] < 0);
    }

    [Fact]
    public void A_blink_changes_the_eyes_and_nothing_else()
    {
        var camera = new FaceCamera(Texture, 0);
        var open = camera.Film([], 0, default, 1, new RandomStream(1), isColour: false);
        var shut = camera.Film([], 1, default, 1, new RandomStream(1), isColour: false);

        var changed = Enumerable
            .Range(0, open.Samples.Length)
            .Where(i => Math.Abs(open.Samples[i] - shut.Samples[i]) > 8)
            .ToList();
        Assert.InRange(changed.Count, 80, 900);
        Assert.All(changed, i => Assert.InRange(View.MillimetresY(i / View.Width), -20, 20));
    }

    [Fact]
    public void Skin_has_texture_everywhere_so_that_motion_can_be_seen()
    {
        var face = new FaceCamera(Texture, 0).Film([], 0, default, 1, new RandomStream(1), isColour: false);
        foreach (var (x, y) in ((float, float)[])[(-35, 30), (35, 30), (0, -40), (0, 95), (-30, 60)])
        {
            var (column, row) = ((int)((x * View.Scale) + View.CentreX), (int)((y * View.Scale) + View.CentreY));
            var patch = Enumerable
                .Range(0, 81)
                .Select(i => (double)face.Pixel(column - 4 + (i % 9), row - 4 + (i / 9))[0])
                .ToList();
            var mean = patch.Average();
            Assert.InRange(Math.Sqrt(patch.Average(p => (p - mean) * (p - mean))), 1.5, 60);
        }
    }
}
