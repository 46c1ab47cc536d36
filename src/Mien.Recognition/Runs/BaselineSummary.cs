using Mien.Recognition.Metrics;

namespace Mien.Recognition.Runs;

/// <summary>What a blind guess, or the linear baseline, scores on the same truths.</summary>
public sealed record BaselineSummary
{
    /// <summary>UF1.</summary>
    public required double Uf1 { get; init; }

    /// <summary>UAR.</summary>
    public required double Uar { get; init; }

    /// <summary>Accuracy.</summary>
    public required double Accuracy { get; init; }

    internal static BaselineSummary Of(ConfusionMatrix matrix) =>
        new()
        {
            Uf1 = Figure.Uf1.Of(matrix),
            Uar = Figure.Uar.Of(matrix),
            Accuracy = Figure.Accuracy.Of(matrix),
        };
}
