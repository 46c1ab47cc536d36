namespace Mien.Recognition.Networks.Rivals;

/// <summary>Sizes of a <see cref="VisionTransformer"/>. The defaults are those of ViT-Ti/16 for 224x224.</summary>
public sealed record VisionTransformerOptions
{
    /// <summary>Side of the patches that become tokens.</summary>
    public int Patch { get; init; } = 16;

    /// <summary>Channels of a token.</summary>
    public int Width { get; init; } = 192;

    /// <summary>Number of blocks.</summary>
    public int Depth { get; init; } = 12;

    /// <summary>Heads of attention.</summary>
    public int Heads { get; init; } = 3;

    /// <summary>Channels inside the MLP, as a multiple of the width.</summary>
    public int MixRatio { get; init; } = 4;
}
