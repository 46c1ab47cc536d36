using Mien.Imaging.Magnification;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Magnification;

public sealed class EulerianMagnifierTests
{
    [Fact]
    public void Magnified_frames_equal_those_of_opencvs_pyramids()
    {
        var magnifier = new EulerianMagnifier(47, 38, new EulerianOptions { Alpha = 8, Bands = 3 });
        var magnified = new Plane(47, 38);
        for (var t = 0; t < 6; t++)
        {
            magnifier.Next(Frame(47, 38, 0.3 * Math.Sin(0.9 * t), 0.05 * t), magnified);
        }

        // From golden/magnification.py.
        (int X, int Y, float Value)[] expected =
        [
            (0, 0, 132.219f),
            (20, 10, 157.386f),
            (46, 37, 168.248f),
            (5, 20, 143.175f),
            (33, 30, 102.380f),
        ];
        Assert.All(expected, e => Assert.Equal(e.Value, magnified[e.X, e.Y], 0.01f));
    }

    [Fact]
    public void A_still_clip_stays_as_it_is()
    {
        var magnifier = new EulerianMagnifier(33, 40);
        var frame = Frame(33, 40, 0, 0);
        var magnified = new Plane(33, 40);
        for (var t = 0; t < 3; t++)
        {
            magnifier.Next(frame, magnified);
        }

        Assert.All(frame.Samples.Zip(magnified.Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void A_small_swing_grows()
    {
        var magnifier = new EulerianMagnifier(64, 64);
        var magnified = new Plane(64, 64);
        magnifier.Next(Frame(64, 64, 0, 0), magnified);
        var moved = Frame(64, 64, 0.05, 0);
        magnifier.Next(moved, magnified);
        var (still, x, y) = (Frame(64, 64, 0, 0), 27, 32);

        Assert.InRange((magnified[x, y] - still[x, y]) / (moved[x, y] - still[x, y]), 1.5f, 11f);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var magnifier = new EulerianMagnifier(64, 48);
        var (frame, magnified) = (Frame(64, 48, 0, 0), new Plane(64, 48));

        Assert.Equal(0, Allocations.Least(() => magnifier.Next(frame, magnified)));
    }

    private static Plane Frame(int width, int height, double shift, double drift)
    {
        var plane = new Plane(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                plane[x, y] = (float)(128 + (50 * Math.Sin(0.35 * (x + shift))) + (30 * Math.Cos((0.2 * y) - drift)));
            }
        }

        return plane;
    }
}
