using Mien.Recognition.Methods;

namespace Mien.Recognition.Evaluation;

/// <summary>What was learnt for one unit, and what was chosen on the way.</summary>
/// <param name="Learnt">What was learnt, after the last epoch; it belongs to this object.</param>
/// <param name="Epoch">The epoch that is used, from 1; null where held-out subjects use different ones, and without epochs.</param>
/// <param name="Choice">The candidate that was chosen, as the recipe writes it; null where nothing was.</param>
/// <param name="ChosenScores">Scores of the held-out items at chosen epochs; null where the last epoch's are used.</param>
/// <param name="Watched">What looking at the held-out items after every epoch took, which is no part of the training.</param>
public sealed record UnitOutcome(
    ILearnt Learnt,
    int? Epoch,
    string? Choice,
    float[][]? ChosenScores,
    TimeSpan Watched = default
) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Learnt.Dispose();
}
