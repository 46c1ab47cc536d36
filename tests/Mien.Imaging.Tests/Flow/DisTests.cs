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
}
