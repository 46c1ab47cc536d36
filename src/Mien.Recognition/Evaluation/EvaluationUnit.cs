using Mien.Recognition.Protocols;

namespace Mien.Recognition.Evaluation;

/// <summary>The smallest piece of an evaluation that is worth keeping: one fold trained with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Fold">The fold.</param>
public sealed record EvaluationUnit(int Seed, Fold Fold)
{
    /// <summary>Its name in the run folder.</summary>
    public string Name => $"seed-{Seed}/fold-{Fold.Index:D4}";
}
