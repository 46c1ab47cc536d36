using Mien.Imaging.Pictures;
using Mien.Imaging.Pooling;

namespace Mien.Imaging.Tests.Pooling;

public sealed class DynamicImageTests
{
    [Fact]
    public void Three_frames_have_the_weights_worked_out_by_hand()
    {
        double[] expected = [-4 / 3.0, 2 / 3.0, 2 / 3.0];

        Assert.All(DynamicImage.Weights(3).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.Equal([1.0], DynamicImage.Weights(1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(61)]
    public void Weights_sum_to_zero_so_that_a_still_clip_vanishes(int frames) =>
        Assert.Equal(0, DynamicImage.Weights(frames).Sum(), 1e-9);

    [Fact]
    public void Frames_are_mixed_by_their_weights()
    {
        Plane[] frames = [new(2, 1, [3, 0]), new(2, 1, [3, 1]), new(2, 1, [3, 5])];
        var pooled = DynamicImage.Pool(frames);

        Assert.Equal(0, pooled[0, 0], 1e-5f);
        Assert.Equal(4, pooled[1, 0], 1e-5f);
    }
}
