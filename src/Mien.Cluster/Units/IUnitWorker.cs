namespace Mien.Cluster.Units;

/// <summary>Does units of one work, one after the other.</summary>
public interface IUnitWorker : IDisposable
{
    /// <summary>Does a unit and keeps its result, whole or not at all.</summary>
    /// <param name="unit">Its place in <see cref="IUnitWork.Units"/>.</param>
    /// <param name="stop">Asks the unit to keep its state and end soon, at the end of the epoch under way.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop; the next attempt goes on from the kept state.</exception>
    void Run(int unit, CancellationToken stop);
}
