using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Networks.Attention;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Tests.Networks;

public sealed class ConvMixerTests
{
    /// <summary>Counts as timm publishes them for ImageNet (1000 classes) and the authors' CIFAR script (10 classes).</summary>
    [Theory]
    [InlineData(1536, 20, 9, 7, 224, 1000, 51_625_960)]
    [InlineData(768, 32, 7, 7, 224, 1000, 21_110_248)]
    [InlineData(1024, 20, 9, 14, 224, 1000, 24_383_464)]
    [InlineData(256, 8, 5, 2, 32, 10, 594_186)]
    [InlineData(256, 8, 5, 7, 28, 3, 626_947)]
    [InlineData(128, 8, 5, 4, 28, 3, 169_731)]
    public void The_published_sizes_have_the_published_numbers_of_parameters(
        int width,
        int depth,
        int kernel,
        int patch,
        int side,
        int classes,
        int published
    )
    {
        var options = new ConvMixerOptions
        {
            Width = width,
            Depth = depth,
            Kernel = kernel,
            Patch = patch,
        };
        var shape = new NetworkShape(side, side, 3, classes);

        Assert.Equal(published, options.TextbookParameters(shape));
        if (published < 1_000_000)
        {
            using var network = new ConvMixer(shape, options, new RandomStream(1));
            Assert.Equal(published, network.ParameterCount);
        }
    }

    /// <summary>CBAM adds 2 C C/r + C/r + C + 98 + 2, as counted in the paper's released module.</summary>
    [Theory]
    [InlineData("cabm", 8_747)]
    [InlineData("convmixer-32-1", 8_747 - 392)]
    public void The_default_has_the_size_that_its_page_says(string name, int parameters)
    {
        using var network = NetworkRegistry.Find(name).Create(new NetworkShape(28, 28, 3, 3), new RandomStream(1));

        Assert.Equal(parameters, network.ParameterCount);
    }

    [Theory]
    [InlineData(32, 3)]
    [InlineData(64, 3)]
    [InlineData(128, 5)]
    [InlineData(256, 5)]
    [InlineData(512, 5)]
    public void Efficient_channel_attention_looks_as_far_as_in_its_paper(int channels, int kernel) =>
        Assert.Equal(kernel, EfficientChannelAttention.KernelFor(channels));

    [Fact]
    public void A_map_that_cannot_be_cut_into_patches_is_refused()
    {
        var fault = Assert.Throws<InputFaultException>(() =>
            NetworkRegistry.Find("cabm").Create(new NetworkShape(30, 28, 3, 3), new RandomStream(1))
        );

        Assert.Contains("30x28", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        var shape = new NetworkShape(28, 28, 3, 3);
        using var one = NetworkRegistry.Find("cabm").Create(shape, new RandomStream(5));
        using var two = NetworkRegistry.Find("cabm").Create(shape, new RandomStream(5));
        using var other = NetworkRegistry.Find("cabm").Create(shape, new RandomStream(6));

        Assert.Equal(WeightsOf(one), WeightsOf(two));
        Assert.NotEqual(WeightsOf(one), WeightsOf(other));
    }

    private static float[] WeightsOf(Module network) =>
        [.. network.Parameters.SelectMany(parameter => parameter.Value.Values.ToArray())];
}
