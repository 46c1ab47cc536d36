using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>All checks of a run that its files allow, with the figures derived again from its predictions.</summary>
/// <param name="Checks">The outcomes.</param>
/// <param name="Metrics">Every figure, from the predictions alone.</param>
public sealed record Audit(IReadOnlyList<Check> Checks, RunMetrics Metrics)
{
    /// <summary>Whether no check fails; what is unknown does not count against a run.</summary>
    public bool Clean => Checks.All(check => check.Status != CheckStatus.Fails);

    /// <summary>The audit with one more check.</summary>
    public Audit With(Check check) => this with { Checks = [.. Checks, check] };

    /// <summary>Audits a run folder.</summary>
    public static Audit Of(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var audit = Of(folder.Splits, folder.Predictions, folder.Run.Start, folder.Baseline);
        return audit with
        {
            Checks = [.. audit.Checks, MetricsCheck.Run(folder, audit.Metrics), CertificateCheck.Run(folder)],
        };
    }

    /// <summary>Audits predictions of which no splits are known: the figures alone.</summary>
    public static Audit Of(PredictionTable predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new Audit(
            [
                Check.Unknown("subjects apart", "No splits were given, so nothing can be said of leaks."),
                PredictionChecks.FollowScores(predictions),
            ],
            RunMetrics.Compute(predictions)
        );
    }

    /// <summary>Audits anybody's predictions and splits.</summary>
    /// <param name="splits">The splits.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="start">The finished model that was begun from; null for none, or when nobody knows.</param>
    /// <param name="baseline">What the linear baseline predicted; null where it was not computed.</param>
    public static Audit Of(
        RunSplits splits,
        PredictionTable predictions,
        RunStart? start = null,
        PredictionTable? baseline = null
    )
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(predictions);
        return new Audit(
            [
                .. LeakChecks.Run(splits, start),
                PredictionChecks.HeldOut(splits, predictions),
                PredictionChecks.FollowScores(predictions),
            ],
            RunMetrics.Compute(predictions, baseline)
        );
    }
}
