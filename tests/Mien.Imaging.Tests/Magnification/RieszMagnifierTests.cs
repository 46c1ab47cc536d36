using Mien.Imaging.Flow;
using Mien.Imaging.Magnification;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Magnification;

public sealed class RieszMagnifierTests
{
    [Theory]
    [InlineData(0.15, 0, 4)]
    [InlineData(-0.1, 0.1, 6)]
    public void A_small_shift_grows_by_one_plus_alpha(double u, double v, float alpha)
    {
        // No filtering in time: the quick mean is the frame and the slow one the first frame.
        var options = new RieszOptions
        {
            Alpha = alpha,
            QuickShare = 1,
            SlowShare = 0,
        };
        var magnifier = new RieszMagnifier(96, 96, options);
        var (first, magnified) = (Frame(0, 0), new Plane(96, 96));
        magnifier.Next(first, magnified);
        magnifier.Next(Frame(u, v), magnified);

        var flow = new FlowField(96, 96);
        new TvL1(96, 96).Estimate(first, magnified, flow);
        var (meanU, meanV) = Middle(flow);

        // Along the waves' normal: across it motion does not show.
        var grown = ((0.6 * meanU) - (0.5 * meanV)) / ((0.6 * u) - (0.5 * v));
        Assert.InRange(grown, 0.8 * (1 + alpha), 1.2 * (1 + alpha));
    }

    [Fact]
    public void A_still_clip_stays_as_it_is()
    {
        var magnifier = new RieszMagnifier(96, 96);
        var (frame, magnified) = (Frame(0, 0), new Plane(96, 96));
        for (var t = 0; t < 3; t++)
        {
            magnifier.Next(frame, magnified);
        }

        Assert.All(frame.Samples.Zip(magnified.Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var magnifier = new RieszMagnifier(96, 96);
        var (frame, magnified) = (Frame(0, 0), new Plane(96, 96));
        magnifier.Next(frame, magnified);

        Assert.Equal(0, Allocations.Least(() => magnifier.Next(frame, magnified)));
    }

    private static (double U, double V) Middle(FlowField flow)
    {
        var inside =
            from y in Enumerable.Range(24, 48)
            from x in Enumerable.Range(24, 48)
            select (flow.U[x, y], flow.V[x, y]);
        return (inside.Average(p => p.Item1), inside.Average(p => p.Item2));
    }

    private static Plane Frame(double u, double v)
    {
        var plane = new Plane(96, 96);
        for (var y = 0; y < 96; y++)
        {
            for (var x = 0; x < 96; x++)
            {
                var (px, py) = (x - u, y - v);
                plane[x, y] = (float)(128 + (60 * Math.Sin((0.6 * px) - (0.5 * py))));
            }
        }

        return plane;
    }
}
