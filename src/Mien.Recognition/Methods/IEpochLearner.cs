using Mien.Foundation;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>A learner that learns in epochs and can be watched.</summary>
public interface IEpochLearner : ILearner
{
    /// <summary>As <see cref="ILearner.Learn"/>, with the same result, watched after every epoch.</summary>
    ILearnt Learn(
        IReadOnlyList<int> clips,
        RandomStream random,
        TrainingKeep? keep,
        IEpochWatch watch,
        CancellationToken stop
    );
}
