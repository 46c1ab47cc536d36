using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Explanation;

/// <summary>
/// Explains what a run said of its held-out clips. A run keeps no weights, so each fold's network is trained again, which
/// gives the same bits; every clip is explained by the network that never saw its subject.
/// </summary>
public sealed class RunExplainer
{
    private readonly EvaluationRequest _request;
    private readonly int _seed;
    private readonly Dictionary<SampleKey, float[]> _predicted;
    private readonly ConcurrentDictionary<int, ClipExplanation> _items = new();
    private int _same;

    /// <summary>Prepares to explain.</summary>
    /// <param name="run">The run.</param>
    /// <param name="request">The evaluation that it was (<see cref="RunRequest"/>).</param>
    /// <param name="seed">Which of its seeds.</param>
    public RunExplainer(RunFolder run, EvaluationRequest request, int seed)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(request);
        (_request, _seed) = (request, seed);
        _predicted = run
            .Predictions.Rows.Where(row => row.Seed == seed)
            .ToDictionary(row => row.Key, row => row.Scores);
    }

    /// <summary>Explains clips.</summary>
    /// <param name="choose">Which of the run's clips (or frames), by their number: their places.</param>
    /// <param name="threads">Threads; maps do not depend on them.</param>
    /// <param name="progress">Told of every fold.</param>
    /// <param name="stop">Ends at the end of an epoch.</param>
    /// <exception cref="InputFaultException">The run chose its epochs on the test subjects.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Explanations Explain(
        Func<int, IReadOnlyList<int>> choose,
        int threads,
        IProgress<ProgressStep> progress,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(progress);
        Explainer.RequireSingleMaps(_request.Set);
        RequireHonestEpoch();
        var units = _request.Protocol.Units(_request.Set, _request.ProtocolOptions);
        var folds = _request.Protocol.Split(units, _request.ProtocolOptions);
        var training = UnitTraining.Of(_request, units, folds);
        var wanted = choose(units.Clips.Count).ToHashSet();
        var open = folds
            .Where(fold => fold.Test.Any(wanted.Contains))
            .Select(fold => new FoldUnit(_seed, fold))
            .ToArray();
        var done = 0;
        ForEach(
            open,
            threads,
            () => new Lane(training, this),
            (lane, unit) =>
            {
                lane.Explain(unit, wanted, stop);
                progress.Report(new ProgressStep("explaining folds", Interlocked.Increment(ref done), open.Length));
            }
        );
        return new Explanations(units, units.Classes, [.. _items.Values.OrderBy(item => item.Clip)], Origin());
    }

    private void RequireHonestEpoch()
    {
        if (_request.Recipe.Selection == SelectionKind.TestSubject)
        {
            throw new InputFaultException(
                "The run chose its epochs on the test subjects, so no one network made its predictions: explain the honest run beside it."
            );
        }
    }

    /// <summary>The network with random weights for the sanity test.</summary>
    private Module RandomNetwork(PreparedSet units)
    {
        var inputs = new InputMatrix(units, InputDefinition.Parse(_request.Recipe.Input));
        var random = new RandomStream((ulong)_seed).Derive(ModelExplainer.RandomWeights);
        return NetworkMethod.Require(_request.Method).Network.Create(Trainer.NetworkShapeOf(inputs, units), random);
    }

    private string Origin()
    {
        var all = _items.Count;
        return $"The networks of the run's folds (seed {_seed}), trained again: each clip is explained by the one that never saw its subject. "
            + (
                _same == all
                    ? $"All {all} predictions came out again to the last bit."
                    : $"{all - _same} of {all} predictions differ from the run's in their digits: it was made by other vector instructions or another version."
            );
    }

    /// <summary>Work on several threads; the first fault is thrown as it is.</summary>
    private static void ForEach(FoldUnit[] units, int threads, Func<Lane> open, Action<Lane, FoldUnit> explain)
    {
        try
        {
            Parallel.ForEach(
                units,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                open,
                (unit, _, lane) =>
                {
                    explain(lane, unit);
                    return lane;
                },
                lane => lane.Dispose()
            );
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    /// <summary>What one thread works with.</summary>
    private sealed class Lane : IDisposable
    {
        private readonly RunExplainer _owner;
        private readonly UnitLearner _learner;
        private readonly Explainer _explainer;
        private readonly PreparedSet _units;

        public Lane(UnitTraining training, RunExplainer owner)
        {
            _owner = owner;
            _units = training.Units;
            _learner = new UnitLearner(training, 1);
            _explainer = new Explainer(
                _units,
                InputDefinition.Parse(owner._request.Recipe.Input),
                owner.RandomNetwork(_units),
                1
            );
        }

        public void Explain(FoldUnit unit, HashSet<int> wanted, CancellationToken stop)
        {
            using var outcome = _learner.Learn(unit, keep: null, stop);
            var network = ((INetworkLearnt)outcome.Learnt).Network;
            var scores = outcome.Learnt.Score(unit.Fold.Test);
            for (var i = 0; i < unit.Fold.Test.Count; i++)
            {
                var clip = unit.Fold.Test[i];
                if (wanted.Contains(clip))
                {
                    _owner._items[clip] = _explainer.Explain(network, clip, scores[i]);
                    Interlocked.Add(ref _owner._same, IsSame(clip, scores[i]) ? 1 : 0);
                }
            }
        }

        public void Dispose()
        {
            _learner.Dispose();
            _explainer.Dispose();
        }

        private bool IsSame(int clip, float[] scores)
        {
            var (dataset, subject, name) = (
                _units.Clips[clip].Dataset,
                _units.Clips[clip].Subject,
                _units.Clips[clip].Clip
            );
            return _owner._predicted.TryGetValue(new SampleKey(dataset, subject, name), out var row)
                && row.SequenceEqual(scores);
        }
    }
}
