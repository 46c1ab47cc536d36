using Mien.Foundation;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Networks.Attention;

/// <summary>Builds the attention of a kind for maps of a number of channels.</summary>
internal static class AttentionModules
{
    /// <summary>The module, or null for <see cref="AttentionKind.None"/>.</summary>
    public static Module? Create(AttentionKind kind, int channels, int reduction, RandomStream random) =>
        kind switch
        {
            AttentionKind.None => null,
            AttentionKind.SqueezeExcitation => new SqueezeExcitation(channels, reduction, random),
            AttentionKind.EfficientChannel => new EfficientChannelAttention(channels, random),
            AttentionKind.ConvolutionalBlock => new ConvolutionalBlockAttention(channels, reduction, random),
            AttentionKind.Coordinate => new CoordinateAttention(channels, random),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown attention"),
        };
}
