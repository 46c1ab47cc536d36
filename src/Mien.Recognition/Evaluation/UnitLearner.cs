using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// Learns units of one evaluation, one after the other, and chooses what their recipe leaves open. Every thread needs its
/// own. What it learns and chooses depends on the evaluation, the unit and its seed only.
/// </summary>
public sealed class UnitLearner : IDisposable
{
    private readonly UnitTraining _training;
    private readonly ILearner?[] _learners;
    private readonly int _threads;

    internal UnitLearner(UnitTraining training, int threads)
    {
        _training = training;
        _learners = new ILearner?[training.Candidates];
        _threads = threads;
    }

    /// <summary>Learns one unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="keep">Path, without extension, of the files that keep the state of a long unit; null for none.</param>
    /// <param name="stop">Ends the training at the end of the epoch under way, with its state kept.</param>
    /// <returns>What was learnt, which the caller disposes before this learner learns again.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public UnitOutcome Learn(FoldUnit unit, string? keep, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var random = new RandomStream((ulong)unit.Seed).Derive((ulong)unit.Fold.Index);
        var state = keep is null ? null : new TrainingKeep(keep + StateExtension);
        if (_training.Selection == SelectionKind.TestSubject)
        {
            return LearnWatched(unit, random, state, stop);
        }

        var choice =
            _training.Candidates == 1 ? 0 : new InnerSelection(_training, LearnerOf).Choose(unit, random, keep, stop);
        var learnt = LearnerOf(choice).Learn(unit.Fold.Train, random, state, stop);
        return new UnitOutcome(
            learnt,
            _training.StudyOf(choice).Epochs,
            _training.Candidates == 1 ? null : _training.NameOf(choice),
            null
        );
    }

    /// <summary>The most native memory that a training took so far; null for a method that does not measure it.</summary>
    public long? PeakBytes => _learners.Max(learner => learner?.PeakBytes);

    /// <summary>Removes the files that kept the state of a unit, which now has its result.</summary>
    /// <param name="keep">As for <see cref="Learn"/>.</param>
    public static void Forget(string keep)
    {
        new TrainingKeep(keep + StateExtension).Delete();
        InnerSelection.Forget(keep);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var learner in _learners)
        {
            learner?.Dispose();
        }
    }

    private const string StateExtension = ".state";

    private ILearner LearnerOf(int candidate) =>
        _learners[candidate] ??= _training.StudyOf(candidate).CreateLearner(_threads);

    private UnitOutcome LearnWatched(FoldUnit unit, RandomStream random, TrainingKeep? state, CancellationToken stop)
    {
        var watch = new TestSubjectWatch(_training.Units, unit.Fold.Test);
        var learnt = ((IEpochLearner)LearnerOf(0)).Learn(unit.Fold.Train, random, state, watch, stop);
        return new UnitOutcome(learnt, watch.Epoch, null, watch.Scores(), watch.Elapsed);
    }
}
