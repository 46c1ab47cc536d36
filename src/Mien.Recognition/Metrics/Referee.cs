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
            .. Identify("UF1", claim.F1, Figure.Uf1, claim, matrix),
            .. Identify("UAR", claim.Uar, Figure.Uar, claim, matrix),
            .. Identify("accuracy", claim.Accuracy, Figure.Accuracy, claim, matrix),
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

        var most = Figure.Harmonic(precision + claim.Rounding, recall + claim.Rounding);
        if (f1 - claim.Rounding > most)
        {
            yield return $"F1 {Percent(f1)} with precision {Percent(precision)} and recall {Percent(recall)} cannot come "
                + $"from one averaging: under any single rule F1 is at most {Percent(Figure.Harmonic(precision, recall))}.";
        }
    }

    /// <summary>Pooled accuracy is a whole number of samples over all samples.</summary>
    private static IEnumerable<string> ExamineGranularity(Claim claim)
    {
        if (claim is not { Accuracy: { } accuracy, Samples: { } samples } || samples <= 0)
        {
            yield break;
        }

        var below = Math.Floor(accuracy * samples) / samples;
        var above = Math.Ceiling(accuracy * samples) / samples;
        if (Math.Min(accuracy - below, above - accuracy) > claim.Rounding)
        {
            yield return $"Accuracy {Percent(accuracy)} is not a whole number of {samples} samples: the nearest are "
                + $"{Percent(below)} and {Percent(above)}.";
        }
    }

    private static IEnumerable<string> Identify(
        string called,
        double? claimed,
        Figure figure,
        Claim claim,
        ConfusionMatrix matrix
    )
    {
        if (claimed is not { } value || Agrees(figure))
        {
            yield break;
        }

        var namesake = Figure.All.FirstOrDefault(Agrees);
        yield return namesake is null
            ? $"The {called} of {Percent(value)} is no figure of these predictions: theirs is {Percent(figure.Of(matrix))}."
            : $"The {called} of {Percent(value)} is {namesake.Title.ToLowerInvariant()}: the {called} of these predictions "
                + $"is {Percent(figure.Of(matrix))}.";

        bool Agrees(Figure other) => Math.Abs(other.Of(matrix) - value) <= claim.Rounding * (1 + 1e-9);
    }

    private static string Percent(double share) => $"{Math.Round(share * 100, 2)}";
}
