using Mien.Imaging.Interpolation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Interpolation;

public sealed class TimTests
{
    [Fact]
    public void The_closed_form_equals_the_published_decomposition()
    {
        // From golden/tim.py.
        float[][] expected =
        [
            [109.0000f, 140.3331f, 147.9539f, 126.0952f, 91.2992f, 69.8988f, 78.0894f],
            [133.5823f, 139.2749f, 110.7453f, 71.6778f, 52.3449f, 75.0265f, 109.1782f],
            [130.2266f, 120.2816f, 86.6736f, 51.6536f, 76.9666f, 102.0448f, 134.3423f],
            [104.7806f, 87.2595f, 51.9942f, 79.8136f, 96.8771f, 141.5255f, 130.4237f],
        ];
        var frames = Enumerable
            .Range(0, 5)
            .Select(t => new Plane(
                7,
                1,
                [
                    .. Enumerable
                        .Range(0, 7)
                        .Select(x =>
                            (float)(
                                100 + (40 * Math.Sin((0.9 * x) + (0.7 * t))) + (9 * Math.Cos((x * t * 0.8) + (t * t)))
                            )
                        ),
                ]
            ))
            .ToArray();

        var made = Tim.Resample(frames, 4);

        Assert.All(
            made.Zip(expected),
            pair => Assert.All(pair.First.Samples.Zip(pair.Second), v => Assert.Equal(v.Second, v.First, 1e-3f))
        );
    }

    [Fact]
    public void The_clips_own_frames_are_met_at_their_places()
    {
        for (var j = 0; j < 6; j++)
        {
            var weights = Tim.Weights(6, j / 5.0);
            Assert.All(weights.Index(), weight => Assert.Equal(weight.Index == j ? 1 : 0, weight.Item, 1e-12));
        }
    }

    [Fact]
    public void Repeated_frames_stay_themselves()
    {
        var still = Enumerable.Repeat(new Plane(2, 1, [3, 200]), 4).ToArray();

        Assert.All(Tim.Resample(still, 10), frame => Assert.Equal(200, frame[1, 0], 1e-3f));
    }
}
