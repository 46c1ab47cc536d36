using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>One figure of a run, over its seeds.</summary>
public sealed record FigureSummary
{
    /// <summary>Mean over seeds.</summary>
    public required double Mean { get; init; }

    /// <summary>Sample standard deviation over seeds; 0 for one seed.</summary>
    public required double Sd { get; init; }

    /// <summary>The figure of each seed, seeds ascending.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required double[] PerSeed { get; init; }

    /// <summary>The figure of the seeds' averaged scores.</summary>
    public required double Ensemble { get; init; }

    /// <summary>95 % bootstrap interval of <see cref="Mean"/> over subjects: low, high.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required double[] Interval { get; init; }
}
