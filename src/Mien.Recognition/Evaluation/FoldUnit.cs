using Mien.Recognition.Protocols;

namespace Mien.Recognition.Evaluation;

/// <summary>One fold learnt with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Fold">The fold.</param>
public sealed record FoldUnit(int Seed, Fold Fold) : EvaluationUnit
{
    /// <inheritdoc/>
    public override string Name => $"seed-{Seed}/fold-{Fold.Index:D4}";
}
