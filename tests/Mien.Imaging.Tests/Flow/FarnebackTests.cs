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

    [Fact]
    public void More_halvings_than_smoothing_has_weights_for_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Farneback(64, 64, new FarnebackOptions { Levels = 4 }));
}
