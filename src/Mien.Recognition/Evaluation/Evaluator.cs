using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// Runs an evaluation in a run folder. The work is a list of independent units (seed, fold); a unit is done when its
/// file exists, so the same command goes on after a kill, and the result is the same to the byte.
/// </summary>
public sealed class Evaluator
{
    /// <summary>Where the honest twin of a leaky run stands, below its folder.</summary>
    public const string HonestFolder = "subject-independent";

    private readonly EvaluationRequest _request;
    private readonly string _folder;
    private readonly PreparedSet _units;
    private readonly IReadOnlyList<Fold> _folds;
    private readonly UnitTraining _training;
    private readonly LinearBaseline _baseline;

    /// <summary>Splits the data and claims the run folder.</summary>
    /// <param name="request">What to evaluate.</param>
    /// <param name="folder">The run folder; created when missing.</param>
    /// <param name="honestFolder">Where the honest twin of a leaky run stands; null for <see cref="HonestFolder"/> below the folder.</param>
    /// <exception cref="InputFaultException">The data cannot be split so, or the folder holds another run.</exception>
    public Evaluator(EvaluationRequest request, string folder, string? honestFolder = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request.OverFrames();
        _request = request;
        _folder = folder;
        RequireNetwork(request);
        _units = request.Protocol.Units(request.Set, request.ProtocolOptions);
        _folds = request.Protocol.Split(_units, request.ProtocolOptions);
        _training = UnitTraining.Of(request, _units, _folds);
        _baseline = new LinearBaseline(_units, _folds, PathOf(new BaselineUnit()));
        RunIdentity.Claim(UnitsFolder, request);
        Honest = request.HonestTwin() is { } twin
            ? new Evaluator(twin, honestFolder ?? Path.Combine(folder, HonestFolder))
            : null;
    }

    /// <summary>
    /// The honest evaluation of the same model that accompanies a leaky one, since a leaky score is never shown alone;
    /// null for an honest evaluation.
    /// </summary>
    public Evaluator? Honest { get; }

    /// <summary>
    /// Whether the units of <see cref="Honest"/> come out of the same trainings, so that nothing is trained for them: where
    /// only the choice of the epoch leaks, the last epoch of the same training is the honest result.
    /// </summary>
    public bool SharesTraining => Honest is not null && !_request.Protocol.Leaky;

    /// <summary>Every unit, by seed and then by fold, and last the linear baseline.</summary>
    public IReadOnlyList<EvaluationUnit> Units =>
        [.. FoldUnits, .. _baseline.LeftOut is null ? (EvaluationUnit[])[new BaselineUnit()] : []];

    private IEnumerable<FoldUnit> FoldUnits =>
        _request.Seeds.SelectMany(seed => _folds.Select(fold => new FoldUnit(seed, fold)));

    private string UnitsFolder => Path.Combine(_folder, "units");

    /// <summary>
    /// Runs what is missing, several units at once, and writes the run's documents, those of its honest twin included.
    /// </summary>
    /// <param name="threads">Threads in all; the result does not depend on it.</param>
    /// <param name="progress">Told of every finished unit.</param>
    /// <param name="cancellation">Stops between units; finished units are kept.</param>
    public RunFolder Run(int threads, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        RunMissing(threads, progress, cancellation);
        if (!SharesTraining)
        {
            Honest?.RunMissing(threads, progress, cancellation);
        }

        return Gather(threads);
    }

    /// <summary>Runs the units that have no result yet.</summary>
    public void RunMissing(int threads, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var units = Units;
        var missing = units.Where(unit => !IsDone(unit)).ToArray();
        var done = units.Count - missing.Length;
        progress.Report(new ProgressStep(Title, done, units.Count));
        // One unit a thread: small networks scale better over folds than inside one.
        var lanes = Math.Clamp(missing.Length, 1, threads);
        var next = -1;
        var faults = new List<Exception>();
        var team = Enumerable.Range(0, lanes).Select(lane => new Thread(() => RunLane(ThreadsOf(lane)))).ToArray();
        foreach (var thread in team)
        {
            thread.Start();
        }

        foreach (var thread in team)
        {
            thread.Join();
        }

        if (faults.Count > 0)
        {
            ExceptionDispatchInfo.Throw(faults[0]);
        }

        cancellation.ThrowIfCancellationRequested();

        int ThreadsOf(int lane) => (threads / lanes) + (lane < threads % lanes ? 1 : 0);

        void RunLane(int laneThreads)
        {
            try
            {
                using var learner = CreateLearner(laneThreads);
                int i;
                while (!cancellation.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < missing.Length)
                {
                    RunUnit(missing[i], learner, cancellation);
                    progress.Report(new ProgressStep(Title, Interlocked.Increment(ref done), units.Count));
                }
            }
            catch (Exception fault)
            {
                lock (faults)
                {
                    faults.Add(fault);
                }

                Interlocked.Exchange(ref next, missing.Length);
            }
        }
    }

    /// <summary>What this evaluation's units are learnt with; one a thread.</summary>
    public UnitLearner CreateLearner(int threads) => new(_training, threads);

    /// <summary>Whether a unit has a result that fits.</summary>
    public bool IsDone(EvaluationUnit unit) => Has(unit) && (!SharesTraining || Honest!.Has(unit));

    private bool Has(EvaluationUnit unit) => unit is FoldUnit fold ? Read(fold) is not null : _baseline.IsDone;

    /// <summary>
    /// Learns one unit, scores its held-out items and keeps the result. A training that takes long keeps its state at
    /// the end of an epoch now and then, and a unit that finds a state goes on from it.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="learner">From <see cref="CreateLearner"/>; one a thread.</param>
    /// <param name="stop">Ends the training at the end of the epoch under way, with its state kept.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void RunUnit(EvaluationUnit unit, UnitLearner learner, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(learner);
        if (unit is FoldUnit fold)
        {
            RunFold(fold, learner, stop);
            return;
        }

        var line = _baseline.Run(stop);
        if (SharesTraining)
        {
            Honest!._baseline.Keep(line);
        }

        _baseline.Keep(line);
    }

    private void RunFold(FoldUnit unit, UnitLearner learner, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var keep = PathOf(unit)[..^".json".Length];
        using var outcome = learner.Learn(unit, keep, stop);
        var trained = clock.Elapsed;
        var last = outcome.Learnt.Score(unit.Fold.Test);
        var result = new UnitResult
        {
            InstructionSet = RunMachine.Describe(1).InstructionSet,
            Revision = ProductVersion.Revision,
            Seconds = Math.Round((clock.Elapsed - outcome.Watched).TotalSeconds, 3),
            PredictSeconds = Math.Round((clock.Elapsed - trained).TotalSeconds, 6),
            PeakBytes = learner.PeakBytes,
            Scores = last,
            Epoch = outcome.Epoch,
            Choice = outcome.Choice,
        };
        if (SharesTraining)
        {
            Honest!.Keep(unit, result with { Epoch = _training.LastEpoch });
        }

        Keep(unit, result with { Scores = outcome.ChosenScores ?? last });
        UnitLearner.Forget(keep);
    }

    private void Keep(FoldUnit unit, UnitResult result)
    {
        if (!result.Scores.All(row => row.All(float.IsFinite)))
        {
            throw new InvalidOperationException(
                $"the training of fold {unit.Fold.Index} ({unit.Fold.Name}) with seed {unit.Seed} diverged, its scores are not finite: lower maxRate or set clipNorm in the recipe"
            );
        }

        result.Write(PathOf(unit));
    }

    /// <summary>Puts the finished units together and writes the run's documents, after those of its honest twin.</summary>
    /// <param name="threads">Threads, for the record.</param>
    /// <exception cref="InvalidOperationException">A unit is missing.</exception>
    public RunFolder Gather(int threads)
    {
        var honest = Honest?.Gather(threads);
        var results = FoldUnits.Select(unit => (Unit: unit, Result: Read(unit) ?? throw Missing(unit))).ToArray();
        var predictions = new PredictionTable(_units.Classes, results.SelectMany(x => Predictions(x.Unit, x.Result)));
        var documents = new RunDocuments(_request, _units, _folds, _training.StudyOf(0), _baseline.LeftOut);
        var timing = new RunTiming
        {
            TrainSeconds = Math.Round(results.Sum(x => x.Result.Seconds), 3),
            InferenceMicroseconds = Math.Round(
                1e6 * results.Sum(x => x.Result.PredictSeconds) / results.Sum(x => x.Result.Scores.Length),
                1
            ),
            PeakBytes = results.Max(x => x.Result.PeakBytes),
        };
        return RunFolder.Write(
            _folder,
            documents.Record(
                threads,
                honest,
                Each(results.Select(x => x.Result.InstructionSet)),
                Each(results.Select(x => x.Result.Revision).OfType<string>())
            ),
            documents.Splits(results),
            predictions,
            timing,
            _baseline.Predictions()
        );
    }

    private static string[] Each(IEnumerable<string> values) => [.. values.Distinct().Order(StringComparer.Ordinal)];

    private string Title => $"{_request.Method.Name}, {_request.Protocol.Name}";

    /// <summary>Several members, and a model to begin from, are words about networks.</summary>
    private static void RequireNetwork(EvaluationRequest request)
    {
        if (!request.Recipe.IsOneNetwork && request.Method is not NetworkMethod)
        {
            throw new InputFaultException(
                $"{request.Method.Name} is no network, so it can neither have members nor begin from a model: leave 'members' and 'start' out of the recipe."
            );
        }
    }

    private static InvalidOperationException Missing(EvaluationUnit unit) => new($"the unit {unit.Name} has no result");

    private string PathOf(EvaluationUnit unit) => Path.Combine(UnitsFolder, unit.Name + ".json");

    private UnitResult? Read(FoldUnit unit) =>
        UnitResult.TryRead(PathOf(unit), unit.Fold.Test.Count, _units.Classes.Count);

    private IEnumerable<Prediction> Predictions(FoldUnit unit, UnitResult result) =>
        unit.Fold.Test.Select(
            (item, row) => Prediction.Of(_units, item, unit.Fold.Index, unit.Seed, result.Scores[row])
        );
}
