namespace Mien.Recognition.Evaluation;

/// <summary>The line of <see cref="LinearBaseline"/> over all folds: too quick to be split.</summary>
public sealed record BaselineUnit : EvaluationUnit
{
    /// <inheritdoc/>
    public override string Name => "baseline";
}
