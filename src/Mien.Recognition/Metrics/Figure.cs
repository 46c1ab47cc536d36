namespace Mien.Recognition.Metrics;

/// <summary>
/// A named way to sum a confusion matrix up in one number from 0 to 1. Papers call half of these "F1", so each has its
/// own name here.
/// </summary>
/// <remarks>
/// Predictions of all folds are pooled and each figure is computed once (MEGC2019 recognition guideline; Forman and
/// Scholz 2010). Means run over the whole label set, also for a part (one dataset of a composite): a class without truth
/// and without predictions counts as 0, as scikit-learn's <c>zero_division=0</c> with explicit labels does. Leaving such
/// classes out would let a part with fewer classes look better, and is one of the usual ways to a too high score.
/// </remarks>
/// <param name="Name">The name used in files, for example <c>uf1</c>.</param>
/// <param name="Title">The name used in reports.</param>
/// <param name="Formula">What is computed, in a line.</param>
/// <param name="Of">The figure of a matrix.</param>
public sealed record Figure(string Name, string Title, string Formula, Func<ConfusionMatrix, double> Of)
{
    /// <summary>Unweighted F1, macro F1: the mean over classes of F1_c = 2 TP_c / (2 TP_c + FP_c + FN_c).</summary>
    public static Figure Uf1 { get; } =
        new("uf1", "UF1", "mean over classes of 2 TP / (2 TP + FP + FN)", m => Macro(m, c => c.F1));

    /// <summary>Unweighted average recall, balanced accuracy: the mean over classes of TP_c / n_c.</summary>
    public static Figure Uar { get; } = new("uar", "UAR", "mean over classes of recall", m => Macro(m, c => c.Recall));

    /// <summary>Share of right predictions (weighted average recall, WAR).</summary>
    public static Figure Accuracy { get; } = new("accuracy", "Accuracy", "right / all", Right);

    /// <summary>The mean over classes of precision; published as "UAR" more than once.</summary>
    public static Figure MacroPrecision { get; } =
        new("macroPrecision", "Macro precision", "mean over classes of precision", m => Macro(m, c => c.Precision));

    /// <summary>2 P R / (P + R) of macro precision and macro recall: never below UF1, and often published as F1.</summary>
    public static Figure MacroF1OfMeans { get; } =
        new(
            "macroF1OfMeans",
            "F1 of macro P and R",
            "harmonic mean of macro precision and macro recall",
            m => Harmonic(MacroPrecision!.Of(m), Uar.Of(m))
        );

    /// <summary>F1 of the counts summed over classes; with one label a sample this is accuracy.</summary>
    public static Figure MicroF1 { get; } =
        new("microF1", "Micro F1", "F1 of TP, FP and FN summed over classes; equals accuracy", Right);

    /// <summary>The mean of precision, each class weighted by its truths.</summary>
    public static Figure WeightedPrecision { get; } =
        new(
            "weightedPrecision",
            "Weighted precision",
            "precision, weighted by truths",
            m => Weighted(m, c => c.Precision)
        );

    /// <summary>The mean of recall, each class weighted by its truths; equals accuracy.</summary>
    public static Figure WeightedRecall { get; } =
        new(
            "weightedRecall",
            "Weighted recall",
            "recall, weighted by truths; equals accuracy",
            m => Weighted(m, c => c.Recall)
        );

    /// <summary>The mean of F1, each class weighted by its truths.</summary>
    public static Figure WeightedF1 { get; } =
        new("weightedF1", "Weighted F1", "F1, weighted by truths", m => Weighted(m, c => c.F1));

    /// <summary>All figures, headline figures first.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [Uf1, Uar, Accuracy, MacroPrecision, MacroF1OfMeans, MicroF1, WeightedPrecision, WeightedRecall, WeightedF1];

    internal static double Harmonic(double a, double b) => ConfusionMatrix.Ratio(2 * a * b, a + b);

    private static double Right(ConfusionMatrix matrix)
    {
        double hits = 0;
        for (var label = 0; label < matrix.Classes; label++)
        {
            hits += matrix.Hits(label);
        }

        return ConfusionMatrix.Ratio(hits, matrix.Total);
    }

    private static double Macro(ConfusionMatrix matrix, Func<ClassFigures, double> figure)
    {
        double sum = 0;
        for (var label = 0; label < matrix.Classes; label++)
        {
            sum += figure(matrix.Of(label));
        }

        return sum / matrix.Classes;
    }

    private static double Weighted(ConfusionMatrix matrix, Func<ClassFigures, double> figure)
    {
        double sum = 0;
        for (var label = 0; label < matrix.Classes; label++)
        {
            var of = matrix.Of(label);
            sum += of.Truths * figure(of);
        }

        return ConfusionMatrix.Ratio(sum, matrix.Total);
    }
}
