using Mien.Foundation;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>
/// Learns from parts of one set, one after the other, keeping its working memory between them. What it learns depends on
/// the set, the clips, the recipe and the random stream only, not on what was learnt before or on the number of threads.
/// </summary>
public interface ILearner : IDisposable
{
    /// <summary>The most native memory that a training took so far, in bytes; null for a learner that does not measure it.</summary>
    long? PeakBytes => null;

    /// <summary>Learns anew from the given clips.</summary>
    /// <param name="clips">Places of the training clips in the set, at least one.</param>
    /// <param name="random">The only source of chance; a method without chance leaves it alone.</param>
    /// <param name="keep">Where the state of a long training is kept; null for one that is never interrupted.</param>
    /// <param name="stop">Ends the training soon, with its state kept where the method has one.</param>
    /// <returns>What was learnt, which the caller disposes before this learner learns again.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    ILearnt Learn(IReadOnlyList<int> clips, RandomStream random, TrainingKeep? keep, CancellationToken stop);
}
