using Mien.Recognition.Runs;

namespace Mien.Recognition.Methods;

/// <summary>
/// One method at one set. It holds what was computed of every clip by itself (inputs, features) and is shared by the
/// learners of all threads; nothing in it is fitted to several clips.
/// </summary>
public abstract class Study
{
    /// <summary>Trainable parameters; null for a method that has no fixed number of them.</summary>
    public abstract long? Parameters { get; }

    /// <summary>Epochs of a training, counted from 1; null for a method without epochs.</summary>
    public abstract int? Epochs { get; }

    /// <summary>The finished model that the learning begins from; null for none.</summary>
    public virtual RunStart? Start => null;

    /// <summary>A learner for this set; every thread needs its own.</summary>
    /// <param name="threads">Threads that it may use; results do not depend on it.</param>
    public abstract ILearner CreateLearner(int threads);
}
