namespace Mien.Recognition.Metrics;

/// <summary>
/// The figures that come out when folds are averaged instead of pooled. They are shown beside the pooled figures so that
/// a published number can be recognised, and are never a headline: with subjects of one to forty clips, most of one or
/// two classes, a fold's own F1 says little.
/// </summary>
/// <param name="MeanOfFoldUf1">The mean over folds of UF1 over the whole label set: far too low.</param>
/// <param name="MeanOfFoldUf1PresentClasses">
/// The mean over folds of macro F1 over only the classes that occur in the fold: usually too high.
/// </param>
/// <param name="MeanOfFoldUarPresentClasses">The mean over folds of macro recall over the classes with truths.</param>
/// <param name="MeanOfFoldAccuracy">The mean over folds of accuracy: a subject of one clip weighs as much as one of forty.</param>
public readonly record struct FoldAverages(
    double MeanOfFoldUf1,
    double MeanOfFoldUf1PresentClasses,
    double MeanOfFoldUarPresentClasses,
    double MeanOfFoldAccuracy
)
{
    /// <summary>Averages over the folds that hold at least one sample; all zero without any.</summary>
    public static FoldAverages Of(IEnumerable<ConfusionMatrix> folds)
    {
        var used = folds.Where(fold => fold.Total > 0).ToArray();
        return used.Length == 0
            ? default
            : new FoldAverages(
                used.Average(Figure.Uf1.Of),
                used.Average(fold => MeanOfPresent(fold, c => c.Truths + c.Predictions, c => c.F1)),
                used.Average(fold => MeanOfPresent(fold, c => c.Truths, c => c.Recall)),
                used.Average(Figure.Accuracy.Of)
            );
    }

    private static double MeanOfPresent(
        ConfusionMatrix fold,
        Func<ClassFigures, double> presence,
        Func<ClassFigures, double> figure
    ) => Enumerable.Range(0, fold.Classes).Select(fold.Of).Where(of => presence(of) > 0).Average(figure);
}
