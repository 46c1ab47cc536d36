using System.Text.Json.Serialization;
using Mien.Recognition.Metrics;

namespace Mien.Recognition.Runs;

/// <summary>
/// All figures of the whole run or of one dataset's part of it. Figures are means over the whole label set (see
/// <see cref="Figure"/>), also where a part lacks a class.
/// </summary>
public sealed record PartMetrics
{
    /// <summary>Number of samples, each counted once however many seeds there are.</summary>
    public required int Samples { get; init; }

    /// <summary>Number of subjects.</summary>
    public required int Subjects { get; init; }

    /// <summary>Class names, in the order of the confusion matrix.</summary>
    public required string[] Classes { get; init; }

    /// <summary><see cref="Figure.Uf1"/>.</summary>
    public required FigureSummary Uf1 { get; init; }

    /// <summary><see cref="Figure.Uar"/>.</summary>
    public required FigureSummary Uar { get; init; }

    /// <summary><see cref="Figure.Accuracy"/>.</summary>
    public required FigureSummary Accuracy { get; init; }

    /// <summary><see cref="Figure.MacroPrecision"/>.</summary>
    public required FigureSummary MacroPrecision { get; init; }

    /// <summary><see cref="Figure.MacroF1OfMeans"/>.</summary>
    public required FigureSummary MacroF1OfMeans { get; init; }

    /// <summary><see cref="Figure.MicroF1"/>.</summary>
    public required FigureSummary MicroF1 { get; init; }

    /// <summary><see cref="Figure.WeightedPrecision"/>.</summary>
    public required FigureSummary WeightedPrecision { get; init; }

    /// <summary><see cref="Figure.WeightedRecall"/>.</summary>
    public required FigureSummary WeightedRecall { get; init; }

    /// <summary><see cref="Figure.WeightedF1"/>.</summary>
    public required FigureSummary WeightedF1 { get; init; }

    /// <summary>Counts of the seeds' averaged scores; rows are the truth.</summary>
    [JsonConverter(typeof(CompactRows))]
    public required int[][] Confusion { get; init; }

    /// <summary>Figures of each class, of the seeds' averaged scores.</summary>
    public required ClassSummary[] PerClass { get; init; }

    /// <summary>What always naming the most frequent class scores.</summary>
    public required BaselineSummary MajorityBaseline { get; init; }

    /// <summary>What drawing classes by their frequency is expected to score.</summary>
    public required BaselineSummary RandomBaseline { get; init; }

    /// <summary>What a linear support vector machine scores on the same folds; null where it was not computed.</summary>
    public BaselineSummary? LinearBaseline { get; init; }

    /// <summary>The figures that averaging over folds would have given; never a headline.</summary>
    public required FoldAverages PerFoldAverages { get; init; }

    /// <summary>Whether all lists have the lengths that the classes and the seeds ask for.</summary>
    internal bool Fits(int seeds) =>
        Classes.Length > 0
        && Confusion.Length == Classes.Length
        && Confusion.All(row => row.Length == Classes.Length)
        && PerClass.Length == Classes.Length
        && Figure.All.All(figure => this[figure].PerSeed.Length == seeds && this[figure].Interval.Length == 2);

    /// <summary>The summary of a figure, by the figure itself.</summary>
    public FigureSummary this[Figure figure]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(figure);
            return figure.Name switch
            {
                "uf1" => Uf1,
                "uar" => Uar,
                "accuracy" => Accuracy,
                "macroPrecision" => MacroPrecision,
                "macroF1OfMeans" => MacroF1OfMeans,
                "microF1" => MicroF1,
                "weightedPrecision" => WeightedPrecision,
                "weightedRecall" => WeightedRecall,
                "weightedF1" => WeightedF1,
                _ => throw new ArgumentOutOfRangeException(nameof(figure), figure.Name, "not a figure of metrics.json"),
            };
        }
    }
}
