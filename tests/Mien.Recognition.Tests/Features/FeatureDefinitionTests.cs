using Mien.Data.Inputs;
using Mien.Data.Preparation;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Features;

namespace Mien.Recognition.Tests.Features;

public sealed class FeatureDefinitionTests
{
    [Theory]
    [InlineData("hoof bins=0", "1 to 360")]
    [InlineData("hoof bins=2.5", "no whole number")]
    [InlineData("hoof | values", "is no feature")]
    [InlineData("sift", "values, hoof, bi-woof, mdmo, lbp-top, 3dhog")]
    [InlineData("mdmo crop=wide", "face, tight")]
    [InlineData("values bins=3", "'bins'")]
    public void A_line_that_cannot_be_followed_is_refused(string line, string sentence) =>
        Assert.Contains(
            sentence,
            Assert.Throws<InputFaultException>(() => FeatureDefinition.Parse(line)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("hoof", 1, 1, "--map motion")]
    [InlineData("bi-woof", 1, 4, "u, v and strain")]
    [InlineData("mdmo", 1, 1, "u and v")]
    [InlineData("lbp-top", 3, 9, "--map gray --sequence 10")]
    [InlineData("lbp-top", 1, 1, "single maps of gray")]
    [InlineData("lbp-top", 1, 8, "needs 9 frames")]
    [InlineData("3dhog", 3, 1, "--map gray --sequence 10")]
    [InlineData("hoof rows=40", 3, 1, "fewer blocks")]
    [InlineData("lbp-top rows=27", 1, 9, "fewer blocks")]
    public void Inputs_without_what_a_feature_is_measured_on_are_refused(
        string line,
        int channels,
        int frames,
        string sentence
    )
    {
        var shape = new MapShape(28, 28, channels, frames);

        var fault = Assert.Throws<InputFaultException>(() =>
            FeatureDefinition.Parse(line).For(shape, ChannelNames.For(channels))
        );

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hoof", 3, 1)]
    [InlineData("bi-woof", 3, 1)]
    [InlineData("mdmo", 3, 4)]
    [InlineData("lbp-top", 1, 10)]
    [InlineData("3dhog", 1, 10)]
    public void Nothing_that_moves_gives_no_division_by_zero(string line, int channels, int frames)
    {
        var shape = new MapShape(28, 28, channels, frames);
        var extractor = FeatureDefinition.Parse(line).For(shape, ChannelNames.For(channels));
        var features = new float[extractor.Length];

        extractor.Extract(new float[shape.Length], features);

        Assert.All(features, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Hoof_takes_left_and_right_alike_and_bi_woof_does_not()
    {
        var shape = new MapShape(4, 4, 3);
        var right = Enumerable.Range(0, shape.Length).Select(i => i % 3 == 1 ? 0.2f : 1f).ToArray();
        var left = right.Select((value, i) => i % 3 == 0 ? -value : value).ToArray();

        Assert.Equal(Of("hoof rows=1 columns=1", shape, right), Of("hoof rows=1 columns=1", shape, left));
        Assert.NotEqual(Of("bi-woof rows=1 columns=1", shape, right), Of("bi-woof rows=1 columns=1", shape, left));
    }

    [Fact]
    public void The_average_face_of_the_tight_crop_has_its_eyes_and_mouth_where_that_crop_has_them()
    {
        var (face, tight) = (FaceTemplate.InFaceCrop, FaceTemplate.InTightCrop);

        // Pupils 31.5 mm from the midline of a crop 108 mm wide; 44 of 160 mm down, the mouth 69 mm below.
        Assert.Equal(0.5 - (31.5 / 108), tight.Skip(36).Take(6).Average(point => point.X), 1e-3);
        Assert.Equal(44 / 160.0, tight.Skip(36).Take(6).Average(point => point.Y), 1e-3);
        Assert.Equal((44 + 69) / 160.0, tight[48].Y, 1e-3);
        Assert.Equal(face[16].X, 1 - face[0].X, 1e-6);
        Assert.All(face, point => Assert.InRange(point.X, 0.05f, 0.95f));
    }

    private static float[] Of(string line, MapShape shape, float[] input)
    {
        var extractor = FeatureDefinition.Parse(line).For(shape, ChannelNames.For(shape.Channels));
        var features = new float[extractor.Length];
        extractor.Extract(input, features);
        return features;
    }
}
