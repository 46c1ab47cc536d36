namespace Mien.Recognition.Evaluation;

/// <summary>One evaluation of a <see cref="ComparisonPlan"/>.</summary>
/// <param name="Name">The recipe's name, and that of the run's folder.</param>
/// <param name="Request">What to evaluate.</param>
public sealed record PlannedRun(string Name, EvaluationRequest Request);
