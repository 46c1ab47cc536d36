using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Tests.Prepared;
using Mien.Foundation;

namespace Mien.Data.Tests.Inputs;

public sealed class InputDefinitionTests
{
    [Theory]
    [InlineData("centred")]
    [InlineData("rms")]
    [InlineData("raw")]
    [InlineData("ststnet")]
    [InlineData("order u v | spread-to-bytes u | scale v by=-1.5 add=2 | clip limit=0.1")]
    [InlineData("order v u | resize height=7 width=5")]
    [InlineData("resize height=60 width=60")]
    [InlineData("raw | order v u | resize height=60 width=60")]
    public void A_chain_prints_to_a_line_that_parses_to_the_same_chain(string text)
    {
        var chain = InputDefinition.Parse(text).ToString();

        Assert.Equal(chain, InputDefinition.Parse(chain).ToString());
    }

    [Fact]
    public void Centred_takes_the_median_from_the_flow_the_mean_from_strain_and_divides_by_the_deviation()
    {
        // One row of four pixels: u = 0, 1, 5, 10 (median 3, variance 15.5), v all 7, strain = 1, 2, 3, 6 (mean 3, variance 3.5).
        float[] map = [0, 7, 1, 1, 7, 2, 5, 7, 3, 10, 7, 6];
        var u = MathF.Sqrt(15.5f) + 0.001f;
        var strain = MathF.Sqrt(3.5f) + 0.001f;
        float[] expected = [-3 / u, 0, -2 / strain, -2 / u, 0, -1 / strain, 2 / u, 0, 0, 7 / u, 0, 3 / strain];

        var input = Apply("centred", map, new MapShape(1, 4, 3));

        Assert.All(expected.Zip(input), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Rms_divides_by_the_root_mean_square_and_limits()
    {
        // One value of forty is not 0: value / rms = sqrt(40) = 6.3, beyond both limits.
        var map = new float[40 * 3];
        (map[0], map[2]) = (10, 1);

        var input = Apply("rms", map, new MapShape(4, 10, 3));

        Assert.Equal([4, 0, 5, 0, 0, 0], input[..6]);
    }

    /// <summary>Twice as wide: centres at -1/4, 1/4, 3/4, 5/4 of the two old pixels, edges repeated, as OpenCV's INTER_LINEAR.</summary>
    [Fact]
    public void Resize_brings_every_channel_to_another_size()
    {
        float[] map = [0, 100, 8, 200];

        var wide = Apply("resize height=1 width=4", map, new MapShape(1, 2, 2));
        var small = Apply("order v | resize height=1 width=1", map, new MapShape(1, 2, 2));

        Assert.Equal([0, 100, 2, 125, 6, 175, 8, 200], wide);
        Assert.Equal([150], small);
        Assert.Equal(
            new MapShape(60, 50, 3),
            InputDefinition.Parse("subtract-mean | resize height=60 width=50").ShapeOf(new MapShape(28, 28, 3))
        );
    }

    [Theory]
    [InlineData("resize height=60 width=60 | subtract-mean", "put it last")]
    [InlineData("resize height=60", "without a size")]
    [InlineData("resize height=60 width=2.5", "without a size")]
    [InlineData("resize height=60 width=60 depth=3", "depth")]
    [InlineData("resize u height=60 width=60", "without a size")]
    [InlineData("resize height=60 width=5000", "1024")]
    public void A_resize_that_cannot_be_followed_is_refused(string chain, string sentence) =>
        Assert.Contains(
            sentence,
            Assert.Throws<InputFaultException>(() => InputDefinition.Parse(chain)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Raw_and_ststnet_are_what_those_networks_take()
    {
        float[] map = [0, 127.5f, 255];
        float[] expected = [-1, 0, 1];

        var raw = Apply("raw", map, new MapShape(1, 1, 3));

        Assert.All(expected.Zip(raw), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal([255, 127.5f, 0], Apply("ststnet", map, new MapShape(1, 1, 3)));
        Assert.Equal(["strain", "v", "u"], InputDefinition.Parse("ststnet").ChannelsOf(3));
    }

    [Fact]
    public void Bytes_span_the_channels_own_range() =>
        Assert.Equal([0, 0, 128, 0, 255, 0], Apply("spread-to-bytes", [-1, 4, 0.004f, 4, 1, 4], new MapShape(1, 3, 2)));

    [Fact]
    public void A_still_map_gives_no_division_by_zero() =>
        Assert.All(
            InputDefinition.Named.Keys.SelectMany(name => Apply(name, new float[12], new MapShape(2, 2, 3))),
            value => Assert.True(float.IsFinite(value))
        );

    [Theory]
    [InlineData("median u", "subtract-median")]
    [InlineData("subtract-median u |", "empty step")]
    [InlineData("clip limit=x", "limit=x")]
    [InlineData("clip size=3", "'size'")]
    [InlineData("clip limit=1 limit=2", "twice")]
    [InlineData("order", "no channels")]
    [InlineData("order u u", "one of them twice")]
    public void A_chain_that_is_wrong_is_told_in_one_sentence(string text, string part) =>
        Assert.Contains(
            part,
            Assert.Throws<InputFaultException>(() => InputDefinition.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("subtract-mean strain", 2)]
    [InlineData("order u v | clip strain", 3)]
    public void A_channel_that_is_not_there_is_a_fault(string text, int channels) =>
        Assert.Contains(
            "names the channel 'strain' but there is only u, v",
            Assert.Throws<InputFaultException>(() => InputDefinition.Parse(text).ChannelsOf(channels)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(783)]
    [InlineData(784)]
    public void The_median_by_selection_is_the_median_by_sorting(int count)
    {
        var random = new RandomStream((ulong)count);
        var values = Enumerable.Range(0, count).Select(_ => (float)random.Below(40)).ToArray();
        var sorted = values.Order().ToArray();

        Assert.Equal((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, Median.Of(values));
    }

    [Fact]
    public void A_channel_of_a_sequence_is_taken_over_all_its_frames()
    {
        var tall = Made.Map(8);

        // A statistic does not care whether 8 rows are one picture or two of 4.
        Assert.Equal(
            Apply("centred", tall.Values, tall.Shape),
            Apply("centred", tall.Values, new MapShape(4, 8, 3, Frames: 2))
        );
    }

    [Fact]
    public void Frames_are_resized_each_by_itself()
    {
        var sequence = Apply("resize height=2 width=4", Made.Map(8).Values, new MapShape(4, 8, 3, Frames: 2));
        var first = Apply("resize height=2 width=4", Made.Map(8).Values[..(4 * 8 * 3)], new MapShape(4, 8, 3));

        Assert.Equal(2 * 2 * 4 * 3, sequence.Length);
        Assert.Equal(first, sequence[..first.Length]);
    }

    [Fact]
    public void Applying_allocates_nothing()
    {
        var map = Made.Map(28);
        var transform = InputDefinition.Parse("centred").For(map.Shape);
        var input = new float[map.Values.Length];

        Assert.Equal(0, Allocations.Least(() => transform.Apply(map.Values, input)));
    }

    private static float[] Apply(string chain, float[] map, MapShape shape) =>
        InputDefinition.Parse(chain).For(shape).ApplyAll([new MotionMap(shape, map)]);
}
