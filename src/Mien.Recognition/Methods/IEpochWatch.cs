namespace Mien.Recognition.Methods;

/// <summary>Looks at what is being learnt after every epoch. What it has seen is kept with the state of the training.</summary>
public interface IEpochWatch
{
    /// <summary>Looks after an epoch; the learning does not depend on it.</summary>
    /// <param name="epoch">The epoch that was finished, from 1.</param>
    /// <param name="learnt">What is learnt so far; not to be disposed.</param>
    void Look(int epoch, ILearnt learnt);

    /// <summary>What it has seen so far, as text.</summary>
    string Save();

    /// <summary>Goes on from what it had seen.</summary>
    /// <param name="seen">From <see cref="Save"/>.</param>
    /// <returns>False, with nothing changed, for a text that is not from there.</returns>
    bool TryRestore(string seen);
}
