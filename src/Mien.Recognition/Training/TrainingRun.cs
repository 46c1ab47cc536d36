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
    private readonly RandomStream _shuffling;
    private readonly RandomStream _augmenting;
    private readonly RandomStream _dropping;
    private readonly int[] _order;
    private readonly AdamW _optimizer;
    private readonly BatchBuffers _buffers;
    private readonly float[] _classWeights;

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
        _optimizer = new AdamW(network.Parameters, new AdamWOptions { WeightDecay = recipe.WeightDecay });
        _buffers = new BatchBuffers(inputs.Shape, set.Classes.Count);
        _classWeights = ClassWeights.Of(set.Labels, clips, set.Classes.Count, recipe.ClassWeightPower);
    }

    private int Batch => Math.Min(_recipe.Batch, _order.Length);

    private int StepsPerEpoch => _recipe.DropLast ? _order.Length / Batch : (_order.Length + Batch - 1) / Batch;

    public void Run(Tape tape, IProgress<ProgressStep>? progress)
    {
        var schedule = new OneCycle(_recipe.MaxRate, _recipe.Epochs * StepsPerEpoch, _recipe.WarmUp);
        tape.Random = _dropping;
        tape.Training = true;
        tape.Recording = true;
        for (var step = 0; step < _recipe.Epochs * StepsPerEpoch; step++)
        {
            var inEpoch = step % StepsPerEpoch;
            if (inEpoch == 0)
            {
                progress?.Report(new ProgressStep("training", step / StepsPerEpoch, _recipe.Epochs));
                _shuffling.Shuffle<int>(_order);
            }

            Step(
                tape,
                _order.AsSpan(inEpoch * Batch, Math.Min(Batch, _order.Length - (inEpoch * Batch))),
                schedule.RateAt(step)
            );
        }

        progress?.Report(new ProgressStep("training", _recipe.Epochs, _recipe.Epochs));
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _buffers.Dispose();
    }

    private void Step(Tape tape, ReadOnlySpan<int> clips, float rate)
    {
        var (x, targets) = _buffers.For(clips.Length);
        Fill(clips, x, targets);
        _optimizer.ZeroGradients();
        var logits = _network.Forward(tape, x);
        tape.Backward(tape.CrossEntropy(logits, targets, _classWeights, _recipe.LabelSmoothing));
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
