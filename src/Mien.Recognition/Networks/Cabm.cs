using Mien.Recognition.Networks.Attention;

namespace Mien.Recognition.Networks;

/// <summary>
/// CABM: ConvMixer with a convolutional attention mechanism, after Talib et al., "Convolutional Attention Based Mechanism
/// for Facial Microexpression Recognition" (IEEE Access 2025). Only the abstract of the paper could be read: it names
/// ConvMixer, attention and the data sets, and no size. So the sizes here are chosen by measurement, without looking at
/// held-out subjects, and are said to be Mien's own.
/// </summary>
public static class Cabm
{
    /// <summary>
    /// The default: one shallow block, CBAM once before a head that keeps places. 8,747 parameters for 28x28x3 and 3
    /// classes. Shallow, because a few hundred clips do not support more.
    /// </summary>
    public static ConvMixerOptions Recommended { get; } =
        new()
        {
            Width = 32,
            Depth = 1,
            Kernel = 5,
            Patch = 4,
            Attention = AttentionKind.ConvolutionalBlock,
            AttentionPlace = AttentionPlace.BeforeHead,
            AttentionReduction = 8,
            Head = ConvMixerHead.Flatten,
            Dropout = 0.5f,
        };

    /// <summary>
    /// For endless made-up motion: three small blocks with a position map after the stem, without which the pooled head
    /// does not know where it looks. The textbook head transfers better to real maps than one that keeps places.
    /// </summary>
    public static ConvMixerOptions OnMadeUpMotion { get; } =
        new()
        {
            Width = 32,
            Depth = 3,
            Kernel = 3,
            Patch = 4,
            Attention = AttentionKind.ConvolutionalBlock,
            AttentionPlace = AttentionPlace.EveryBlock,
            AttentionReduction = 8,
            Dropout = 0.1f,
            PositionMap = true,
        };

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        Entry(
            "cabm",
            "CABM, the default: ConvMixer-32/1 with CBAM before a head that keeps places.",
            Recommended,
            8_747
        ),
        Entry(
            "cabm-block",
            "CABM with CBAM in every block, after the depthwise residual.",
            Recommended with
            {
                AttentionPlace = AttentionPlace.EveryBlock,
            },
            8_747
        ),
        Entry(
            "cabm-se",
            "CABM with squeeze-and-excitation instead of CBAM.",
            Recommended with
            {
                Attention = AttentionKind.SqueezeExcitation,
            },
            8_647
        ),
        Entry(
            "cabm-eca",
            "CABM with efficient channel attention instead of CBAM.",
            Recommended with
            {
                Attention = AttentionKind.EfficientChannel,
            },
            8_358
        ),
        Entry(
            "cabm-coordinate",
            "CABM with coordinate attention instead of CBAM.",
            Recommended with
            {
                Attention = AttentionKind.Coordinate,
            },
            9_211
        ),
        Entry(
            "cabm-256-8",
            "ConvMixer-256/8 with CBAM in every block and the textbook head, for large sets.",
            new ConvMixerOptions { Attention = AttentionKind.ConvolutionalBlock },
            660_899
        ),
        Entry(
            "cabm-map",
            "CABM with CBAM in every block and a learned position map: for training on made-up motion.",
            OnMadeUpMotion,
            8_987
        ),
    ];

    private static NetworkEntry Entry(string name, string summary, ConvMixerOptions options, long parameters) =>
        new(
            name,
            summary,
            "Talib et al., IEEE Access 2025 (abstract); Trockman and Kolter 2022; Woo et al. 2018",
            (shape, random) => new ConvMixer(shape, options, random)
        )
        {
            Parameters = parameters,
        };
}
