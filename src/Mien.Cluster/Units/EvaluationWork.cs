using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;

namespace Mien.Cluster.Units;

/// <summary>
/// An evaluation as units: one for each seed and fold. A leaky protocol brings with it the units of the same model held
/// out by subject.
/// </summary>
public sealed class EvaluationWork : IUnitWork
{
    private readonly Evaluator _main;
    private readonly Evaluator? _honest;
    private readonly (Evaluator Evaluator, EvaluationUnit Unit)[] _units;

    /// <summary>Splits the data and claims the run folder.</summary>
    /// <param name="request">What to evaluate.</param>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="Foundation.InputFaultException">The data cannot be split so, or the folder holds another run.</exception>
    public EvaluationWork(EvaluationRequest request, string folder)
    {
        ArgumentNullException.ThrowIfNull(request);
        Folder = Path.GetFullPath(folder);
        Title = $"{request.Method.Name}, {request.Protocol.Name}";
        _main = new Evaluator(request, Folder);
        _honest = request.Protocol.Leaky ? Evaluator.HonestTwin(request, Folder) : null;
        var main = _main.Units.Select(unit => (Name: $"units/{unit.Name}", Evaluator: _main, Unit: unit));
        var honest = _honest?.Units.Select(unit =>
            (Name: $"{Evaluator.HonestFolder}/units/{unit.Name}", Evaluator: _honest, Unit: unit)
        );
        var all = main.Concat(honest ?? []).ToArray();
        Units = [.. all.Select(unit => unit.Name)];
        _units = [.. all.Select(unit => (unit.Evaluator, unit.Unit))];
    }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Units { get; }

    /// <inheritdoc/>
    public bool IsDone(int unit) => _units[unit].Evaluator.IsDone(_units[unit].Unit);

    /// <inheritdoc/>
    public IUnitWorker CreateWorker(int threads) => new Worker(this, threads);

    /// <inheritdoc/>
    public void Gather(int threads) => _main.Gather(threads, _honest?.Gather(threads, honest: null));

    private sealed class Worker(EvaluationWork work, int threads) : IUnitWorker
    {
        private readonly Dictionary<Evaluator, ILearner> _learners = [];

        public void Run(int unit, CancellationToken stop)
        {
            var (evaluator, ownUnit) = work._units[unit];
            if (!_learners.TryGetValue(evaluator, out var learner))
            {
                _learners[evaluator] = learner = evaluator.CreateLearner(threads);
            }

            evaluator.RunUnit(ownUnit, learner, stop);
        }

        public void Dispose()
        {
            foreach (var learner in _learners.Values)
            {
                learner.Dispose();
            }
        }
    }
}
