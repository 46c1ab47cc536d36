using Mien.Recognition.Evaluation;

namespace Mien.Cluster.Units;

/// <summary>
/// A comparison as units: those of all its evaluations, one evaluation after the other, each in a folder of its own below
/// the comparison's.
/// </summary>
public sealed class ComparisonWork : IUnitWork
{
    private readonly (int Run, int Unit)[] _units;

    /// <summary>Splits the data for every run and claims their folders, so that what cannot be run is told before any work.</summary>
    /// <param name="plan">What to evaluate.</param>
    /// <param name="folder">The comparison's folder; a run's is below it, under the run's name.</param>
    /// <exception cref="Foundation.InputFaultException">A run cannot be made of these data, or its folder holds another.</exception>
    public ComparisonWork(ComparisonPlan plan, string folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Folder = Path.GetFullPath(folder);
        Title = $"{plan.Runs.Count} methods, {plan.Runs[0].Request.Protocol.Name}";
        Runs =
        [
            .. plan.Runs.Select(run => new EvaluationWork(run.Request, Path.Combine(Folder, run.Name), run.BothWays)),
        ];
        _units = [.. Runs.SelectMany((run, r) => Enumerable.Range(0, run.Units.Count).Select(unit => (r, unit)))];
        Units = [.. _units.Select(place => $"{plan.Runs[place.Run].Name}/{Runs[place.Run].Units[place.Unit]}")];
    }

    /// <summary>The evaluations, the reference first; each can also be done and gathered by itself.</summary>
    public IReadOnlyList<EvaluationWork> Runs { get; }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Units { get; }

    /// <inheritdoc/>
    public bool IsDone(int unit) => Runs[_units[unit].Run].IsDone(_units[unit].Unit);

    /// <inheritdoc/>
    public IUnitWorker CreateWorker(int threads) => new Worker(this, threads);

    /// <inheritdoc/>
    public void Gather(int threads)
    {
        foreach (var run in Runs)
        {
            run.Gather(threads);
        }
    }

    /// <summary>Keeps the worker of the run it is at; units come run by run, so the memory is that of one network.</summary>
    private sealed class Worker(ComparisonWork work, int threads) : IUnitWorker
    {
        private int _run = -1;
        private IUnitWorker? _worker;

        public void Run(int unit, CancellationToken stop)
        {
            var (run, ownUnit) = work._units[unit];
            if (run != _run)
            {
                _worker?.Dispose();
                _worker = work.Runs[run].CreateWorker(threads);
                _run = run;
            }

            _worker!.Run(ownUnit, stop);
        }

        public void Dispose() => _worker?.Dispose();
    }
}
