using Mien.Recognition.Networks.Attention;

namespace Mien.Recognition.Networks;

/// <summary>
/// Everything that makes one <see cref="ConvMixer"/> differ from another. The defaults are the textbook network without
/// attention; the named configurations say what they change.
/// </summary>
public sealed record ConvMixerOptions
{
    /// <summary>Channels of every layer, h in the paper.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Number of blocks, d in the paper.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>Side of the depthwise kernel, k in the paper.</summary>
    public int Kernel { get; init; } = 5;

    /// <summary>Side and stride of the patches that the stem cuts, p in the paper.</summary>
    public int Patch { get; init; } = 2;

    /// <summary>ReLU instead of GELU, as in the released ConvMixer-768/32.</summary>
    public bool Relu { get; init; }

    /// <summary>The attention, or none.</summary>
    public AttentionKind Attention { get; init; } = AttentionKind.None;

    /// <summary>Where the attention stands.</summary>
    public AttentionPlace AttentionPlace { get; init; } = AttentionPlace.EveryBlock;

    /// <summary>By how much the channel attention narrows, r in its papers.</summary>
    public int AttentionReduction { get; init; } = 16;

    /// <summary>The head.</summary>
    public ConvMixerHead Head { get; init; } = ConvMixerHead.AveragePool;

    /// <summary>Share of the head's inputs dropped in training, 0 to below 1.</summary>
    public float Dropout { get; init; }

    /// <summary>A learned map added after the stem, which tells the pooled head where it looks.</summary>
    public bool PositionMap { get; init; }

    /// <summary>
    /// Number of parameters without attention and position map: the formula of the paper,
    /// (c h p^2 + 3h) + d (h k^2 + h^2 + 6h) + head.
    /// </summary>
    public long TextbookParameters(NetworkShape shape)
    {
        long h = Width;
        var stem = (shape.Channels * h * Patch * Patch) + (3 * h);
        var block = (h * Kernel * Kernel) + (h * h) + (6 * h);
        var features = Head == ConvMixerHead.Flatten ? h * (shape.Height / Patch) * (shape.Width / Patch) : h;
        return stem + (Depth * block) + (features * shape.Classes) + shape.Classes;
    }
}
