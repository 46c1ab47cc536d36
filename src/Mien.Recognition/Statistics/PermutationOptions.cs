namespace Mien.Recognition.Statistics;

/// <summary>How a permutation test is drawn.</summary>
public sealed record PermutationOptions
{
    /// <summary>Number of random exchanges; where all exchanges are fewer, every one is tried and the test is exact.</summary>
    public int Draws { get; init; } = 10_000;

    /// <summary>The seed; the same seed and subjects give the same p-value on every machine.</summary>
    public ulong Seed { get; init; } = 1;
}
