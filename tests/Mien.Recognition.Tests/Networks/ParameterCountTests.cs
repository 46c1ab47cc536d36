using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Networks.Rivals;
using Mien.Recognition.Networks.Sequences;

namespace Mien.Recognition.Tests.Networks;

/// <summary>Parameter counts against those that papers, model zoos and released codes give.</summary>
public sealed class ParameterCountTests
{
    private const int LargestBuilt = 30_000_000;

    public static TheoryData<string> Names => [.. NetworkRegistry.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_in_the_list_is_that_of_the_network(string name)
    {
        var entry = NetworkRegistry.Find(name);
        if (entry.Parameters > LargestBuilt)
        {
            return;
        }

        var frames = entry.TakesSequences ? 8 : 1;
        using var network = entry.Create(
            new NetworkShape(entry.MapSide, entry.MapSide, 3, 3, frames),
            new RandomStream(1)
        );

        Assert.Equal(entry.Parameters, network.ParameterCount);
    }

    /// <summary>
    /// What others publish: the PyTorch code of STSTNet's authors; the table of ECNU-Cross-Innovation-Lab/mini-AORCNN for
    /// OFF-ApexNet and Dual-Inception; torchvision's list of weights for ResNets of 1000 classes; timm's for ViT-Ti/16.
    /// </summary>
    [Theory]
    [InlineData("ststnet", 28, 3, 0.001683)]
    [InlineData("off-apexnet", 28, 3, 2.66)]
    [InlineData("dual-inception", 28, 3, 6.45)]
    [InlineData("resnet-18", 224, 1000, 11.689512)]
    [InlineData("resnet-34", 224, 1000, 21.797672)]
    [InlineData("vit-ti-16", 224, 1000, 5.72)]
    public void Published_counts_are_met_in_all_their_digits(string name, int side, int classes, double millions)
    {
        var shape = new NetworkShape(side, side, 3, classes);
        var random = new RandomStream(1);
        using var network =
            name == "vit-ti-16"
                ? new VisionTransformer(shape, new VisionTransformerOptions(), random)
                : NetworkRegistry.Find(name).Create(shape, random);

        var digits = Math.Round(millions, 2) == millions ? 2 : 6;
        Assert.Equal(millions, Math.Round(network.ParameterCount / 1e6, digits));
    }

    /// <summary>torchvision's list of weights gives 31,505,325 for r2plus1d_18 with 400 classes.</summary>
    [Fact]
    public void The_whole_network_behind_the_small_one_over_volumes_has_its_published_count()
    {
        using var network = new ResidualVolumes(
            new NetworkShape(112, 112, 3, 400, Frames: 16),
            new ResidualVolumeOptions(),
            new RandomStream(1)
        );

        Assert.Equal(31_505_325, network.ParameterCount);
    }

    /// <summary>A reduced form is a tenth of its network at most, and is registered.</summary>
    [Fact]
    public void What_is_too_large_for_a_processor_has_a_reduced_form()
    {
        var large = NetworkRegistry.All.Where(entry => entry.Reduced is not null).ToArray();

        Assert.Equal(["capsulenet", "emr", "htnet", "mmnet"], large.Select(entry => entry.Name));
        Assert.All(
            large,
            entry => Assert.True(NetworkRegistry.Find(entry.Reduced!).Parameters * 10 < entry.Parameters)
        );
    }

    /// <summary>
    /// HTNet at full size: 139.6 million by the layers of the released code (its paper gives no number); the formula is
    /// held against networks that are small enough to build.
    /// </summary>
    [Theory]
    [InlineData(256, new[] { 2, 2, 10 }, 7, 28)]
    [InlineData(16, new[] { 1, 2, 3 }, 7, 28)]
    [InlineData(12, new[] { 1, 1 }, 7, 56)]
    public void HTNet_has_the_number_of_its_formula(int width, int[] repeats, int patch, int side)
    {
        var options = new HtNetOptions
        {
            Width = width,
            Repeats = repeats,
            Patch = patch,
        };
        var shape = new NetworkShape(side, side, 3, 3);

        var parameters = options.Parameters(shape);

        if (parameters > LargestBuilt)
        {
            Assert.Equal(139.6, Math.Round(parameters / 1e6, 1));
            Assert.Equal(NetworkRegistry.Find("htnet").Parameters, parameters);
            return;
        }

        using var network = new HtNet(shape, options, new RandomStream(1));
        Assert.Equal(parameters, network.ParameterCount);
    }
}
