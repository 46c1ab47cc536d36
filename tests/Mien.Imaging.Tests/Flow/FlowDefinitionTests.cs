using Mien.Foundation;
using Mien.Imaging.Flow;

namespace Mien.Imaging.Tests.Flow;

public sealed class FlowDefinitionTests
{
    [Theory]
    [InlineData("tvl1")]
    [InlineData("tvl1 lambda=0.3 warps=10 median=5")]
    [InlineData("farneback window=21 gaussian=1")]
    [InlineData("dis")]
    [InlineData("dis-fast")]
    [InlineData("dis-ultrafast")]
    [InlineData("dis stride=4 refinement=0")]
    public void A_line_reads_as_it_is_written(string line) => Assert.Equal(line, FlowDefinition.Parse(line).ToString());

    [Fact]
    public void A_line_in_full_has_every_parameter_and_reads_as_it_is_written()
    {
        Assert.Equal(
            "tvl1 tau=0.25 lambda=0.15 theta=0.3 scales=100 zoom=0.5 warps=5 epsilon=0.01 iterations=300 median=0",
            FlowDefinition.Parse("tvl1").InFull()
        );
        Assert.All(
            FlowDefinition.Names,
            name => Assert.Equal(name, FlowDefinition.Parse(FlowDefinition.Parse(name).InFull()).ToString())
        );
    }

    [Fact]
    public void What_equals_the_default_is_not_written()
    {
        Assert.Equal("tvl1", FlowDefinition.Parse("TVL1 lambda=0.15 warps=5").ToString());
        Assert.Equal("dis-fast", FlowDefinition.Parse("dis finest=2 stride=4 descent=16").ToString());
        Assert.Equal(FlowDefinition.Of(FlowKind.TvL1), FlowDefinition.Parse("tvl1"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_first_names_are_those_of_the_kinds(FlowKind kind) =>
        Assert.Equal(FlowMethods.Names[(int)kind], FlowDefinition.Of(kind).ToString());

    public static TheoryData<FlowKind> Kinds => [.. Enum.GetValues<FlowKind>()];

    [Theory]
    [InlineData("raft", "no flow method")]
    [InlineData("tvl1 tau=0.5", "from 1E-06 to 0.25")]
    [InlineData("tvl1 median=4", "give 0, 3 or 5")]
    [InlineData("tvl1 warps=2.5", "whole number")]
    [InlineData("tvl1 window=7", "'window', which the step tvl1 does not have")]
    [InlineData("tvl1 fast", "the word 'fast'")]
    [InlineData("farneback levels=9", "fewer levels")]
    [InlineData("tvl1 | dis", "several steps")]
    public void What_cannot_be_used_is_one_sentence(string line, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<InputFaultException>(() => FlowDefinition.Parse(line)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Settings_change_the_field()
    {
        var (first, second, _) = WarpedPair.Make(64, 48);
        var (usual, smooth) = (new FlowField(64, 48), new FlowField(64, 48));

        FlowDefinition.Parse("tvl1").Create(64, 48).Estimate(first, second, usual);
        FlowDefinition.Parse("tvl1 lambda=0.01").Create(64, 48).Estimate(first, second, smooth);

        Assert.True(Roughness(smooth) < 0.8 * Roughness(usual));
    }

    private static double Roughness(FlowField flow)
    {
        var sum = 0.0;
        for (var i = 1; i < flow.U.Samples.Length; i++)
        {
            sum += Math.Abs(flow.U.Samples[i] - flow.U.Samples[i - 1]);
        }

        return sum;
    }
}
