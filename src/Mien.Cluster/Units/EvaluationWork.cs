using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Training;

namespace Mien.Cluster.Units;

/// <summary>
/// An evaluation as units: one for each seed and fold. A leaky protocol brings with it the units of the same model held
/// out by subject.
/// </summary>
public sealed class EvaluationWork : IUnitWork
{
    /// <summary>Folder, below a run's, of the same trainings with the epoch chosen on the test subject, as many scripts do.</summary>
    public const string AsScriptFolder = "as-script";

    private readonly Evaluator _main;
    private readonly (Evaluator Evaluator, EvaluationUnit Unit)[] _units;

    /// <summary>Splits the data and claims the run folder.</summary>
    /// <param name="request">What to evaluate.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="bothWays">
    /// Whether the same trainings are also shown with the epoch chosen on the test subject, where the method has epochs.
    /// </param>
    /// <exception cref="Foundation.InputFaultException">The data cannot be split so, or the folder holds another run.</exception>
    public EvaluationWork(EvaluationRequest request, string folder, bool bothWays = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        Folder = Path.GetFullPath(folder);
        Title = $"{request.Method.Name}, {request.Protocol.Name}";
        var script = bothWays ? OnTest(request) : null;
        _main = script is null
            ? new Evaluator(request, Folder)
            : new Evaluator(script, Path.Combine(Folder, AsScriptFolder), honestFolder: Folder);
        Outcomes = OutcomesOf(request, Folder, bothWays);
        var honest = _main.SharesTraining ? null : _main.Honest;
        var all = UnitsOf(_main, script is null ? "" : $"{AsScriptFolder}/")
            .Concat(honest is null ? [] : UnitsOf(honest, $"{Evaluator.HonestFolder}/"))
            .ToArray();
        Units = [.. all.Select(unit => unit.Name)];
        _units = [.. all.Select(unit => (unit.Evaluator, unit.Unit))];
    }

    /// <summary>
    /// The runs that come out: the one that was asked for and, where both ways were asked for, the same trainings with the
    /// epoch chosen on the test subject, in the folder <see cref="AsScriptFolder"/>.
    /// </summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>As <see cref="Outcomes"/>, without opening the work.</summary>
    public static IReadOnlyList<string> OutcomesOf(EvaluationRequest request, string folder, bool bothWays)
    {
        ArgumentNullException.ThrowIfNull(request);
        return bothWays && OnTest(request) is not null ? [folder, Path.Combine(folder, AsScriptFolder)] : [folder];
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
    public void Gather(int threads) => _main.Gather(threads);

    /// <summary>The request with the epoch chosen on the test subject; null where there are no epochs, or it leaks already.</summary>
    private static EvaluationRequest? OnTest(EvaluationRequest request) =>
        request.Method is NetworkMethod
        && request.Recipe.IsOneNetwork
        && request.Recipe.Selection == SelectionKind.None
        && !request.Leaky
            ? request with
            {
                Recipe = request.Recipe with { Selection = SelectionKind.TestSubject },
            }
            : null;

    private static IEnumerable<(string Name, Evaluator Evaluator, EvaluationUnit Unit)> UnitsOf(
        Evaluator evaluator,
        string below
    ) => evaluator.Units.Select(unit => ($"{below}units/{unit.Name}", evaluator, unit));

    private sealed class Worker(EvaluationWork work, int threads) : IUnitWorker
    {
        private readonly Dictionary<Evaluator, UnitLearner> _learners = [];

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
