using System.Diagnostics;
using Mien.Data.Augmentation;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Recognition.Training;

/// <summary>One training of one network: the loop over epochs and steps with its buffers.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly PreparedSet _set;
    private readonly InputMatrix _inputs;
    private readonly Recipe _recipe;
    private readonly Augmenter _augmenter;
    private readonly Module _network;
    private readonly int[] _order;
    private readonly IOptimizer _optimizer;
    private readonly BatchBuffers _buffers;
    private readonly float[] _classWeights;
    private RandomStream _shuffling;
    private RandomStream _augmenting;
    private RandomStream _dropping;
    private int _epoch;
    private long? _stateBytes;
    private TimeSpan _saving;

    public TrainingRun(
        PreparedSet set,
        InputMatrix inputs,
        Recipe recipe,
        Augmenter augmenter,
        IReadOnlyList<int> clips,
        Module network,
        RandomStream random
    )
    {
        _set = set;
        _inputs = inputs;
        _recipe = recipe;
        _augmenter = augmenter;
        _network = network;
        _shuffling = random.Derive("order");
        _augmenting = random.Derive("augmentation");
        _dropping = random.Derive("dropout");
        _order = [.. clips];
        _optimizer = RecipeParts.OptimizerOf(recipe, network.Parameters);
        _buffers = new BatchBuffers(inputs.Shape, set.Classes.Count);
        _classWeights = ClassWeights.Of(set.Labels, clips, set.Classes.Count, recipe.ClassWeightPower);
    }

    private int Batch => Math.Min(_recipe.Batch, _order.Length);

    // A last step of one clip is left out in any case: where a network has shrunk it to one pixel, batch normalisation has
    // nothing to normalise over.
    private int StepsPerEpoch => (_order.Length / Batch) + (!_recipe.DropLast && _order.Length % Batch > 1 ? 1 : 0);

    public void Run(
        Tape tape,
        IProgress<ProgressStep>? progress,
        TrainingKeep? keep,
        ITrainingWatch? watch,
        CancellationToken stop
    )
    {
        var schedule = RecipeParts.ScheduleOf(_recipe, StepsPerEpoch);
        var (clock, kept) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        GoOnFrom(keep, watch);
        tape.Random = _dropping;
        while (_epoch < _recipe.Epochs)
        {
            RunEpoch(tape, schedule);
            _epoch++;
            watch?.Look(_epoch, _network);
            progress?.Report(new ProgressStep("training", _epoch, _recipe.Epochs));
            // After the last epoch there is nothing to go on from: the unit is as good as done.
            if (_epoch < _recipe.Epochs)
            {
                KeepWhenDue(keep, watch, kept, stop.IsCancellationRequested);
                stop.ThrowIfCancellationRequested();
            }
            else if (keep is { KeepsEnd: true } && clock.Elapsed >= TrainingKeep.WorthKeeping)
            {
                Keep(keep.Path, watch);
            }
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _buffers.Dispose();
    }

    private void RunEpoch(Tape tape, ISchedule schedule)
    {
        // Whoever watches has run the network in inference in between.
        tape.Training = true;
        tape.Recording = true;
        _shuffling.Shuffle<int>(_order);
        for (var step = 0; step < StepsPerEpoch; step++)
        {
            var clips = _order.AsSpan(step * Batch, Math.Min(Batch, _order.Length - (step * Batch)));
            Step(tape, clips, schedule.RateAt((_epoch * StepsPerEpoch) + step));
        }
    }

    private void KeepWhenDue(TrainingKeep? keep, ITrainingWatch? watch, Stopwatch kept, bool stopping)
    {
        if (
            keep is not null
            && (stopping || kept.Elapsed >= TrainingKeep.Pause(_stateBytes ??= BytesOfState(), _saving))
        )
        {
            var start = Stopwatch.GetTimestamp();
            Keep(keep.Path, watch);
            _saving = Stopwatch.GetElapsedTime(start);
            kept.Restart();
        }
    }

    private long BytesOfState() => Tensors().Sum(tensor => (long)tensor.Value.Length * sizeof(float));

    private void Keep(string path, ITrainingWatch? watch) =>
        new TrainingState(
            _epoch,
            _optimizer.Steps,
            [.. _order],
            _shuffling.Save(),
            _augmenting.Save(),
            _dropping.Save(),
            watch?.Save() ?? ""
        ).Write(path, Tensors());

    private void GoOnFrom(TrainingKeep? keep, ITrainingWatch? watch)
    {
        if (keep is null || TrainingState.TryRead(keep.Path, Tensors(), _order, IsOurs) is not { } state)
        {
            return;
        }

        (_epoch, _optimizer.Steps) = (state.Epoch, state.Steps);
        state.Order.CopyTo(_order, 0);
        _shuffling = RandomStream.Restore(state.Shuffling);
        _augmenting = RandomStream.Restore(state.Augmenting);
        _dropping = RandomStream.Restore(state.Dropping);

        bool IsOurs(TrainingState found) => watch is null || watch.TryRestore(found.Watched);
    }

    private IReadOnlyList<(string Name, Tensor Value)> Tensors() =>
        [.. _network.Contents, .. _optimizer.Moments.Select(moment => ($"optimizer.{moment.Name}", moment.Value))];

    private void Step(Tape tape, ReadOnlySpan<int> clips, float rate)
    {
        var (x, targets) = _buffers.For(clips.Length);
        Fill(clips, x, targets);
        _optimizer.ZeroGradients();
        var logits = _network.Forward(tape, x);
        tape.Backward(RecipeParts.LossOf(_recipe, tape, logits, targets, _classWeights));
        if (_recipe.ClipNorm > 0)
        {
            GradientClip.ByNorm(_network.Parameters, _recipe.ClipNorm);
        }

        _optimizer.Step(rate);
        tape.Reset();
    }

    private void Fill(ReadOnlySpan<int> clips, Tensor x, Tensor targets)
    {
        var (size, classes) = (_inputs.Shape.Length, _set.Classes.Count);
        targets.Values.Clear();
        for (var i = 0; i < clips.Length; i++)
        {
            _augmenter.Apply(_inputs[clips[i]], x.Values.Slice(i * size, size), _augmenting);
            targets.Values[(i * classes) + _set.Labels[clips[i]]] = 1;
        }
    }
}
