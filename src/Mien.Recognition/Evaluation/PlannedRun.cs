namespace Mien.Recognition.Evaluation;

/// <summary>One evaluation of a <see cref="ComparisonPlan"/>.</summary>
/// <param name="Name">The recipe's name, and that of the run's folder.</param>
/// <param name="Request">What to evaluate.</param>
/// <param name="BothWays">
/// Whether the same trainings are also shown as a script would have them that chooses its epoch on the test subject.
/// </param>
public sealed record PlannedRun(string Name, EvaluationRequest Request, bool BothWays = false);
