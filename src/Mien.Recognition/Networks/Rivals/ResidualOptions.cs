namespace Mien.Recognition.Networks.Rivals;

/// <summary>What makes one <see cref="ResidualTrunk"/> differ from another. The default is that of ResNet-18.</summary>
public sealed record ResidualOptions
{
    /// <summary>Blocks of each stage; the channels double from stage to stage, the sides halve.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [2, 2, 2, 2];

    /// <summary>Channels of the first stage.</summary>
    public int Width { get; init; } = 64;

    /// <summary>
    /// True: the stem for photographs, 7x7 with stride 2 and a max pool, which leaves a quarter of each side. False: the
    /// stem for small pictures (He et al. 2016, section 4.2), 3x3 with stride 1.
    /// </summary>
    public bool LargeStem { get; init; } = true;
}
