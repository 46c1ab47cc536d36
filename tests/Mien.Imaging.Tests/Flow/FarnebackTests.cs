using Mien.Foundation;
using Mien.Imaging.Flow;

namespace Mien.Imaging.Tests.Flow;

public sealed class FarnebackTests
{
    [Fact]
    public void The_field_is_opencvs() =>
        Assert.InRange(GoldenFlow.Distance(new Farneback(GoldenFlow.Width, GoldenFlow.Height), "Farneback"), 0, 0.001);

    [Fact]
    public void The_field_is_opencvs_with_other_parameters()
    {
        var options = new FarnebackOptions
        {
            PyramidScale = 0.7,
            Levels = 2,
            Window = 11,
            GaussianWindow = true,
            Iterations = 2,
            PolynomialRadius = 7,
            PolynomialSigma = 1.5,
        };

        Assert.InRange(
            GoldenFlow.Distance(
                new Farneback(GoldenFlow.Width, GoldenFlow.Height, options),
                "Farneback, Gaussian window"
            ),
            0,
            0.001
        );
    }

    [Fact]
    public void One_scale_equals_the_plain_twin()
    {
        var (first, second, _) = WarpedPair.Make(45, 37, 0.8);
        var options = new FarnebackOptions { Levels = 0 };
        var flow = new FlowField(45, 37);
        new Farneback(45, 37, options).Estimate(first, second, flow);

        Assert.InRange(flow.MeanEndPointDistance(new PlainFarneback(options).Estimate(first, second)), 0, 1e-4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Threads_and_reuse_change_no_bit(int threads)
    {
        var (first, second, _) = WarpedPair.Make(133, 101);
        var (alone, shared) = (new FlowField(133, 101), new FlowField(133, 101));
        using var workers = new Workers(threads);
        var method = new Farneback(133, 101, null, workers);
        method.Estimate(second, first, shared);
        method.Estimate(first, second, shared);
        new Farneback(133, 101).Estimate(first, second, alone);

        Assert.Equal(alone.U.Samples, shared.U.Samples);
        Assert.Equal(alone.V.Samples, shared.V.Samples);
    }

    [Fact]
    public void The_second_pair_allocates_nothing()
    {
        var (first, second, _) = WarpedPair.Make(64, 64);
        var flow = new FlowField(64, 64);
        var method = new Farneback(64, 64);
        method.Estimate(first, second, flow);
        var before = GC.GetAllocatedBytesForCurrentThread();
        method.Estimate(first, second, flow);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(400, 7)]
    public void Awkward_sizes_give_finite_fields(int width, int height)
    {
        var (first, second, _) = WarpedPair.Make(width, height);
        var flow = new FlowField(width, height);
        new Farneback(width, height).Estimate(first, second, flow);

        Assert.All(flow.U.Samples, value => Assert.True(float.IsFinite(value)));
    }
}
