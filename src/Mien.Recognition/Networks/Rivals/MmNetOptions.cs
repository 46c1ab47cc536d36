namespace Mien.Recognition.Networks.Rivals;

/// <summary>Sizes of an <see cref="MmNet"/>. The defaults are those of the authors' code.</summary>
public sealed record MmNetOptions
{
    /// <summary>Channels after the first convolution.</summary>
    public int ActionWidth { get; init; } = 180;

    /// <summary>Channels of the four attention blocks.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [128, 128, 256, 512];

    /// <summary>Heads of the position branch.</summary>
    public int PositionHeads { get; init; } = 4;

    /// <summary>Transformer blocks of the position branch.</summary>
    public int PositionDepth { get; init; } = 2;
}
