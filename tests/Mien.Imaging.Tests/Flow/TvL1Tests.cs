using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

public sealed class TvL1Tests
{
    [Fact]
    public void The_field_is_the_one_of_the_ipol_reference()
    {
        var first = ReadAsIpol(RealData.Require("tvl1-golden/I0.png"));
        var second = ReadAsIpol(RealData.Require("tvl1-golden/I1.png"));
        var golden = FloFile.Read(RealData.Require("tvl1-golden/flow.flo"));
        var flow = new FlowField(first.Width, first.Height);
        new TvL1(first.Width, first.Height).Estimate(first, second, flow);

        Assert.InRange(flow.MeanEndPointDistance(golden), 0, 0.001);
    }

    [Theory]
    [InlineData(61, 47, 0, 0.5f)]
    [InlineData(40, 33, 3, 0.5f)]
    [InlineData(33, 26, 5, 0.7f)]
    public void The_field_equals_the_plain_twin(int width, int height, int median, float zoom)
    {
        var (first, second, _) = WarpedPair.Make(width, height);
        var options = new TvL1Options { MedianWindow = median, Zoom = zoom };
        var flow = new FlowField(width, height);
        new TvL1(width, height, options).Estimate(first, second, flow);

        Assert.InRange(flow.MeanEndPointDistance(new PlainTvL1(options).Estimate(first, second)), 0, 0.001);
    }

    [Fact]
    public void A_known_warp_is_found()
    {
        var (first, second, truth) = WarpedPair.Make(128, 128);
        var flow = new FlowField(128, 128);
        new TvL1(128, 128).Estimate(first, second, flow);

        Assert.InRange(flow.MeanEndPointDistance(truth, 8), 0, 0.1);
    }

    [Fact]
    public void A_flat_picture_does_not_move()
    {
        var flat = new Plane(32, 32);
        var flow = new FlowField(32, 32);
        new TvL1(32, 32).Estimate(flat, flat, flow);

        Assert.All(flow.U.Samples, value => Assert.Equal(0, value));
    }

    /// <summary>IPOL's reader cuts the fraction off the luma of a colour picture.</summary>
    private static Plane ReadAsIpol(string path)
    {
        var plane = Png.Read(path).ToPlane();
        for (var i = 0; i < plane.Samples.Length; i++)
        {
            plane.Samples[i] = MathF.Floor(plane.Samples[i]);
        }

        return plane;
    }
}
