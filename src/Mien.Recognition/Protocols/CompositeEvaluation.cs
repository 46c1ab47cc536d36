namespace Mien.Recognition.Protocols;

/// <summary>
/// CDE, the composite database evaluation of MEGC2019: leave one subject out over the union of several datasets, reported
/// whole and for each dataset's part of the same predictions.
/// </summary>
public sealed class CompositeEvaluation : LeaveOneSubjectOut
{
    /// <inheritdoc/>
    public override string Name => "cde";

    /// <inheritdoc/>
    public override string Meaning =>
        "Composite database evaluation (MEGC2019): leave one subject out over the union of the datasets; the figures of a dataset are its part of the same pooled predictions.";
}
