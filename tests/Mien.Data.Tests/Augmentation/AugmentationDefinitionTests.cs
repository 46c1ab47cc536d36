using Mien.Data.Augmentation;
using Mien.Data.Prepared;
using Mien.Data.Tests.Prepared;
using Mien.Foundation;

namespace Mien.Data.Tests.Augmentation;

public sealed class AugmentationDefinitionTests
{
    private static readonly string[] Channels = ["u", "v", "strain"];

    [Theory]
    [InlineData("mirror | affine", "mirror p=0.5 | affine rotation=6 scale=0.05 shift=1.5")]
    [InlineData("gain share=0.2 | noise sd=0.05", "gain share=0.2 | noise sd=0.05")]
    [InlineData("none", "none")]
    public void A_chain_prints_to_a_line_that_parses_to_the_same_chain(string text, string line)
    {
        Assert.Equal(line, AugmentationDefinition.Parse(text).ToString());
        Assert.Equal(line, AugmentationDefinition.Parse(line).ToString());
    }

    [Theory]
    [InlineData("mirror u")]
    [InlineData("turn")]
    [InlineData("affine shift=-1")]
    public void A_chain_that_is_wrong_is_a_fault(string text) =>
        Assert.Throws<InputFaultException>(() => AugmentationDefinition.Parse(text));

    [Fact]
    public void Mirroring_flips_the_picture_and_turns_u_around()
    {
        float[] map = [1, 2, 3, 4, 5, 6];
        var augmenter = AugmentationDefinition.Parse("mirror p=1").For(new MapShape(1, 2, 3), Channels);
        var mirrored = new float[6];

        augmenter.Apply(map, mirrored, new RandomStream(1));
        Assert.Equal([-4, 5, 6, -1, 2, 3], mirrored);

        augmenter.Mirrored(mirrored, map);
        Assert.Equal([1, 2, 3, 4, 5, 6], map);
    }

    [Theory]
    [InlineData("mirror p=1 | affine", 3)]
    [InlineData("affine rotation=20 shift=3", 3)]
    [InlineData("affine", 1)]
    public void All_frames_of_a_sequence_vary_alike(string chain, int channels)
    {
        var frame = new MapShape(9, 7, channels);
        var random = new RandomStream(8);
        var frames = Enumerable
            .Range(0, 4)
            .Select(_ => Enumerable.Range(0, frame.Length).Select(_ => (float)random.Normal()).ToArray())
            .ToArray();
        var names = Channels[..channels];
        var varied = new float[4 * frame.Length];

        AugmentationDefinition
            .Parse(chain)
            .For(frame with { Frames = 4 }, names)
            .Apply([.. frames.SelectMany(values => values)], varied, new RandomStream(3));

        for (var i = 0; i < frames.Length; i++)
        {
            var alone = new float[frame.Length];
            AugmentationDefinition.Parse(chain).For(frame, names).Apply(frames[i], alone, new RandomStream(3));
            Assert.Equal(alone, varied.AsSpan(i * frame.Length, frame.Length).ToArray());
        }
    }

    [Theory]
    [InlineData(28, 28)]
    [InlineData(2, 2)]
    [InlineData(31, 17)]
    public void Resampling_in_vectors_is_resampling_one_by_one(int height, int width)
    {
        var shape = new MapShape(height, width, 3);
        var random = new RandomStream(5);
        var source = Enumerable
            .Range(0, shape.Length + Resampling.Padding)
            .Select(_ => (float)random.Normal())
            .ToArray();
        var (fast, plain) = (new float[shape.Length], new float[shape.Length]);
        var map = PixelMap.About(shape, 0.3f, 1.2f, 1.7f, -0.6f);

        Resampling.Bilinear(source, fast, shape, map);
        Resampling.BilinearPlain(source, plain, shape, map);

        Assert.Equal(plain, fast);
    }

    [Fact]
    public void Resampling_reads_where_rotation_scale_and_shift_lead()
    {
        // A ramp in x: a shift of the reading place by 1 adds 1, clamped at the border; a quarter turn makes it a ramp in y.
        var shape = new MapShape(5, 5, 1);
        var ramp = Enumerable.Range(0, 25).Select(i => (float)(i % 5)).ToArray();
        var result = new float[25];

        Resampling.Bilinear(ramp, result, shape, PixelMap.About(shape, 0, 1, 1, 0));
        Assert.Equal([1, 2, 3, 4, 4], result[..5]);

        Resampling.Bilinear(ramp, result, shape, PixelMap.About(shape, MathF.PI / 2, 1, 0, 0));
        Assert.All(Enumerable.Range(0, 25), i => Assert.Equal(4 - (i / 5), result[i], 1e-5f));
    }

    [Fact]
    public void What_is_drawn_depends_on_the_stream_alone_and_nothing_is_allocated()
    {
        var map = Made.Map(28);
        var augmenter = AugmentationDefinition.Parse("mirror | affine | gain | noise").For(map.Shape, Channels);
        var (one, two, other) = (
            new float[map.Values.Length],
            new float[map.Values.Length],
            new float[map.Values.Length]
        );
        augmenter.Apply(map.Values, other, new RandomStream(4));

        var (root, stream) = (new RandomStream(3), new RandomStream(0));
        augmenter.Apply(map.Values, one, root.Derive(1));
        var bytes = Allocations.Least(() =>
        {
            root.Derive(1, stream);
            augmenter.Apply(map.Values, two, stream);
        });

        Assert.Equal(0, bytes);
        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Noise_has_the_asked_for_deviation()
    {
        var shape = new MapShape(100, 100, 3);
        var noisy = new float[shape.Length];

        AugmentationDefinition
            .Parse("noise sd=2")
            .For(shape, Channels)
            .Apply(new float[shape.Length], noisy, new RandomStream(6));

        // Standard error of the mean .012, of the mean square .033.
        Assert.InRange(noisy.Average(), -0.06, 0.06);
        Assert.InRange(noisy.Average(value => value * value), 3.85, 4.15);
    }
}
