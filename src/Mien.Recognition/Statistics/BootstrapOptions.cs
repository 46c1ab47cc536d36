namespace Mien.Recognition.Statistics;

/// <summary>How an interval is drawn.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of resamples; the ends of a 95 % interval of UF1 then vary by about .002 with the seed.</summary>
    public int Draws { get; init; } = 5000;

    /// <summary>Confidence of the interval, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed; the same seed and subjects give the same interval on every machine.</summary>
    public ulong Seed { get; init; } = 1;
}
