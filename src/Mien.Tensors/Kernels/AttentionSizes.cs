namespace Mien.Tensors.Kernels;

/// <summary>The sizes of an attention over [samples, queries or keys, channels], whose heads are runs of channels.</summary>
/// <param name="Samples">Samples.</param>
/// <param name="Queries">Queries of a sample.</param>
/// <param name="Keys">Keys, and values, of a sample.</param>
/// <param name="Channels">Channels of all heads.</param>
/// <param name="Heads">Heads.</param>
internal readonly record struct AttentionSizes(int Samples, int Queries, int Keys, int Channels, int Heads)
{
    private const int FloatsInBlock = 1 << 14;

    /// <summary>Channels of a head.</summary>
    public int Width => Channels / Heads;

    /// <summary>What the products of queries and keys are multiplied with.</summary>
    public float Scale => 1 / MathF.Sqrt(Width);

    /// <summary>Floats of a row of shares: one a key, filled up to whole panels of any width.</summary>
    public int ShareStride => (Keys + 31) / 32 * 32;

    /// <summary>Floats of all shares.</summary>
    public int ShareLength => Samples * Heads * Queries * ShareStride;

    /// <summary>Heads of samples that a block of work takes.</summary>
    public int PairsInBlock => Math.Max(1, FloatsInBlock / (Queries * ShareStride + (Queries + Keys) * Width));

    /// <summary>Blocks of work.</summary>
    public int Blocks => (Samples * Heads + PairsInBlock - 1) / PairsInBlock;
}
