namespace Mien.Cluster.Units;

/// <summary>
/// A run as a list of independent units. A unit is done when its result is in the run folder, complete; doing it twice
/// changes nothing. Every executor runs the same units, in any order, on any number of machines that see the folder.
/// </summary>
public interface IUnitWork
{
    /// <summary>What is being done, a few words for a progress bar.</summary>
    string Title { get; }

    /// <summary>The run folder.</summary>
    string Folder { get; }

    /// <summary>
    /// The units' names in order, each once: where the result lies in the run folder, without <c>.json</c>.
    /// </summary>
    IReadOnlyList<string> Units { get; }

    /// <summary>Whether a unit's result is there and fits.</summary>
    bool IsDone(int unit);

    /// <summary>Prepares to do units one after the other. Every thread needs its own worker.</summary>
    /// <param name="threads">Threads that the worker may use; results do not depend on it.</param>
    IUnitWorker CreateWorker(int threads);

    /// <summary>Puts the finished units together and writes the run's documents.</summary>
    /// <exception cref="InvalidOperationException">A unit has no result.</exception>
    void Gather(int threads);
}
