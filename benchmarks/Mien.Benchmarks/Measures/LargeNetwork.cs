using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Networks.Attention;
using Mien.Tensors.Layers;

namespace Mien.Benchmarks.Measures;

/// <summary>ConvMixer-256/8, kernel 9, patch 7, CBAM before the averaging head, for 112x112x3 and 3 classes.</summary>
internal static class LargeNetwork
{
    /// <summary>Side of the input.</summary>
    public const int Side = 112;

    /// <summary>Channels of the input.</summary>
    public const int Channels = 3;

    /// <summary>Classes of the output.</summary>
    public const int Classes = 3;

    /// <summary>Builds the network with fresh weights.</summary>
    public static Module Create() =>
        new ConvMixer(
            new NetworkShape(Side, Side, Channels, Classes),
            new ConvMixerOptions
            {
                Width = 256,
                Depth = 8,
                Kernel = 9,
                Patch = 7,
                Attention = AttentionKind.ConvolutionalBlock,
                AttentionPlace = AttentionPlace.BeforeHead,
            },
            new RandomStream(1)
        );
}
