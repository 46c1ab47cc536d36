namespace Mien.Recognition.Metrics;

/// <summary>Points out published figures that cannot be what they are called.</summary>
public static class Referee
{
    /// <summary>Remarks on a claim taken by itself, one sentence each; empty when nothing speaks against it.</summary>
    public static IReadOnlyList<string> Examine(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return [.. ExamineHarmony(claim), .. ExamineGranularity(claim)];
    }

    /// <summary>Remarks on a claim beside the matrix it should come from, each figure also held against its namesakes.</summary>
    public static IReadOnlyList<string> Examine(Claim claim, ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(matrix);
        return
        [
            .. Examine(claim),
            .. Identify("UF1", claim.F1, Figure.Uf1, matrix),
            .. Identify("UAR", claim.Uar, Figure.Uar, matrix),
            .. Identify("accuracy", claim.Accuracy, Figure.Accuracy, matrix),
        ];
    }

    /// <summary>
    /// H(P, R) = 2 P R / (P + R) is concave, so under any one averaging (macro, weighted, micro, mean over folds) the
    /// mean of F1 is at most H of the means.
    /// </summary>
    private static IEnumerable<string> ExamineHarmony(Claim claim)
    {
        if (claim is not { Precision: { } precision, Recall: { } recall, F1: { } f1 })
        {
            yield break;
        }

        var most = Figure.Harmonic(precision.Value + precision.Rounding, recall.Value + recall.Rounding);
        if (f1.Value - f1.Rounding > most)
        {
            yield return $"F1 {Percent(f1.Value)} with precision {Percent(precision.Value)} and recall {Percent(recall.Value)} cannot come "
                + $"from one averaging: under any single rule F1 is at most {Percent(Figure.Harmonic(precision.Value, recall.Value))}.";
        }
    }

    /// <summary>Pooled accuracy is a whole number of samples over all samples; a mean over folds has its own few values.</summary>
    private static IEnumerable<string> ExamineGranularity(Claim claim)
    {
        if (claim is not { Accuracy: { } accuracy, Samples: { } samples } || samples <= 0)
        {
            yield break;
        }

        var below = Math.Floor(accuracy.Value * samples) / samples;
        var above = Math.Ceiling(accuracy.Value * samples) / samples;
        if (accuracy.Agrees(below) || accuracy.Agrees(above))
        {
            yield break;
        }

        if (claim.Folds is not { } folds || folds < 2 || folds > samples)
        {
            yield return $"Accuracy {Percent(accuracy.Value)} is not a whole number of {samples} samples: the nearest are {Percent(below)} and {Percent(above)}; a mean over folds or repetitions may give it.";
            yield break;
        }

        var mean = FoldMeans.Around(accuracy.Value, samples, folds);
        if (!accuracy.Agrees(mean.Below) && !accuracy.Agrees(mean.Above))
        {
            yield return $"Accuracy {Percent(accuracy.Value)} comes neither from {samples} samples pooled (nearest {Percent(below)} and {Percent(above)}) "
                + $"nor as a mean over {folds} folds of nearly equal size (nearest {Percent(mean.Below)} and {Percent(mean.Above)}); folds of unequal size, as over subjects, may give it.";
        }
    }

    private static IEnumerable<string> Identify(
        string called,
        ClaimedFigure? claimed,
        Figure figure,
        ConfusionMatrix matrix
    )
    {
        if (claimed is not { } value || Agrees(figure))
        {
            yield break;
        }

        var namesake = Figure.All.FirstOrDefault(Agrees);
        yield return namesake is null
            ? $"The {called} of {Percent(value.Value)} is no figure of these predictions: theirs is {Percent(figure.Of(matrix))}."
            : $"The {called} of {Percent(value.Value)} is {namesake.Title.ToLowerInvariant()}: the {called} of these predictions "
                + $"is {Percent(figure.Of(matrix))}.";

        bool Agrees(Figure other) => value.Agrees(other.Of(matrix));
    }

    private static string Percent(double share) => $"{Math.Round(share * 100, 2)}";
}
