using Mien.Foundation;
using Mien.Imaging.Flow;

namespace Mien.Imaging.Tests.Flow;

public sealed class DisTests
{
    // Left over are OpenCV's roundings of grey values to bytes and of warps to 1/32 pixel.
    [Theory]
    [InlineData("ultrafast", 0.02)]
    [InlineData("fast", 0.02)]
    [InlineData("medium", 0.015)]
    public void The_field_is_near_opencvs(string preset, double most)
    {
        var options = preset switch
        {
            "ultrafast" => DisOptions.Ultrafast,
            "fast" => DisOptions.Fast,
            _ => DisOptions.Medium,
        };

        Assert.InRange(
            GoldenFlow.Distance(new Dis(GoldenFlow.Width, GoldenFlow.Height, options), "DIS " + preset),
            0,
            most
        );
    }

    [Theory]
    [InlineData(45, 41, 0, 3)]
    [InlineData(45, 38, 3, 4)]
    public void One_scale_equals_the_plain_twin(int width, int height, int refinements, int stride)
    {
        var (first, second, _) = WarpedPair.Make(width, height, 0.8);
        var options = new DisOptions
        {
            FinestScale = 0,
            PatchStride = stride,
            RefinementIterations = refinements,
        };
        var flow = new FlowField(width, height);
        new Dis(width, height, options).Estimate(first, second, flow);

        Assert.InRange(flow.MeanEndPointDistance(new PlainDis(options).Estimate(first, second)), 0, 1e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Threads_and_reuse_change_no_bit(int threads)
    {
        var (first, second, _) = WarpedPair.Make(133, 101);
        var (alone, shared) = (new FlowField(133, 101), new FlowField(133, 101));
        using var workers = new Workers(threads);
        var method = new Dis(133, 101, new DisOptions { FinestScale = 0 }, workers);
        method.Estimate(second, first, shared);
        method.Estimate(first, second, shared);
        new Dis(133, 101, new DisOptions { FinestScale = 0 }).Estimate(first, second, alone);

        Assert.Equal(alone.U.Samples, shared.U.Samples);
        Assert.Equal(alone.V.Samples, shared.V.Samples);
    }

    [Fact]
    public void The_second_pair_allocates_nothing()
    {
        var (first, second, _) = WarpedPair.Make(64, 64);
        var flow = new FlowField(64, 64);
        var method = new Dis(64, 64);
        method.Estimate(first, second, flow);
        var before = GC.GetAllocatedBytesForCurrentThread();
        method.Estimate(first, second, flow);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(300, 9)]
    [InlineData(63, 250)]
    public void Awkward_sizes_give_finite_fields(int width, int height)
    {
        var (first, second, _) = WarpedPair.Make(width, height);
        var flow = new FlowField(width, height);
        new Dis(width, height).Estimate(first, second, flow);

        Assert.All(flow.U.Samples, value => Assert.True(float.IsFinite(value)));
    }
}
