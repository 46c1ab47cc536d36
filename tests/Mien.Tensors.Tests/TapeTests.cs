using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Tensors.Tests;

public sealed class TapeTests
{
    [Fact]
    public void After_the_first_steps_training_allocates_neither_managed_nor_native_memory()
    {
        using var workers = new Workers(2);
        using var training = new Training(workers, seed: 1);
        training.Step(16);
        training.Step(7); // the last batch of an epoch
        var native = training.Tape.NativeBytes;

        Assert.Equal(0, Allocations.Least(ThousandSteps));
        Assert.Equal(native, training.Tape.NativeBytes);
        Assert.Equal(0, training.Tape.LiveTensors);

        void ThousandSteps()
        {
            for (var step = 0; step < 1000; step++)
            {
                training.Step(step % 5 == 0 ? 7 : 16);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_for_any_number_of_threads()
    {
        Assert.Equal(Train(threads: 1, steps: 30), Train(threads: 2, steps: 30));
        Assert.Equal(Train(threads: 1, steps: 30), Train(threads: 5, steps: 30));
    }

    [Fact]
    public void Trainings_side_by_side_give_the_bits_of_trainings_one_by_one()
    {
        var alone = Enumerable.Range(0, 4).Select(seed => Train(1, 30, (ulong)seed)).ToArray();
        var together = new float[4][];

        var threads = together
            .Select((_, seed) => new Thread(() => together[seed] = Train(1, 30, (ulong)seed)))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Training_lowers_the_loss()
    {
        using var workers = new Workers(1);
        using var training = new Training(workers, seed: 1);

        var first = training.Step(16);
        for (var step = 0; step < 60; step++)
        {
            training.Step(16);
        }

        Assert.True(training.Step(16) < 0.8f * first);
    }

    [Fact]
    public void Without_recording_nothing_requires_a_gradient_and_released_memory_is_used_again()
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Recording = false };
        using var x = Tensor.Create(new Shape(1000));
        x.RequiresGradient = true;

        var y = tape.Gelu(x);
        Assert.False(y.RequiresGradient);
        for (var i = 0; i < 20; i++)
        {
            var next = tape.Gelu(y);
            tape.Release(y);
            y = next;
        }

        Assert.Equal(1, tape.LiveTensors);
        Assert.True(tape.NativeBytes <= 3 * 1024 * sizeof(float));
    }

    [Fact]
    public void What_a_recording_needs_is_not_released()
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(new Shape(1), [2]);
        x.RequiresGradient = true;
        var square = tape.Multiply(x, x);
        var loss = tape.Multiply(square, square);

        tape.Recording = false;
        tape.Release(square);
        tape.Backward(loss);

        Assert.Equal(32, x.Gradient[0]);
    }

    [Fact]
    public void A_tensor_of_a_finished_step_cannot_be_read()
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(new Shape(3));
        var y = tape.Relu(x);

        tape.Reset();

        Assert.Throws<ObjectDisposedException>(() => y.Values.Length);
    }

    [Fact]
    public void Backward_wants_one_number_that_was_recorded()
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(new Shape(3));

        Assert.Throws<ArgumentException>(() => tape.Backward(x));
        Assert.Throws<ArgumentException>(() => tape.Backward(tape.Mean(x, 0)));
    }

    [Fact]
    public void A_second_backward_adds_to_the_gradient_until_it_is_zeroed()
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(new Shape(1), [3]);
        x.RequiresGradient = true;

        for (var i = 0; i < 2; i++)
        {
            tape.Backward(tape.Multiply(x, x));
            tape.Reset();
        }

        Assert.Equal(12, x.Gradient[0]);
    }

    private static float[] Train(int threads, int steps, ulong seed = 1)
    {
        using var workers = new Workers(threads);
        using var training = new Training(workers, seed);
        for (var step = 0; step < steps; step++)
        {
            training.Step(16);
        }

        return [.. training.Network.Contents.SelectMany(tensor => tensor.Value.Values.ToArray())];
    }

    /// <summary>A small network with a gate, trained on random pictures.</summary>
    private sealed class Training : IDisposable
    {
        private readonly RandomStream _random;
        private readonly AdamW _optimizer;
        private readonly Tensor _pictures = Tensor.Create(new Shape(16, 12, 12, 3));
        private readonly Tensor _targets = Tensor.Create(new Shape(16, 3));
        private readonly Tensor _fewPictures = Tensor.Create(new Shape(7, 12, 12, 3));
        private readonly Tensor _fewTargets = Tensor.Create(new Shape(7, 3));

        public Training(Workers workers, ulong seed)
        {
            _random = new RandomStream(seed);
            Tape = new Tape(workers) { Random = _random.Derive("dropout") };
            Network = new Gated(_random.Derive("weights"));
            _optimizer = new AdamW(Network.Parameters);
            Fill(_pictures, _targets);
            Fill(_fewPictures, _fewTargets);
        }

        public Tape Tape { get; }

        public Gated Network { get; }

        public float Step(int batch)
        {
            var (x, t) = batch == 16 ? (_pictures, _targets) : (_fewPictures, _fewTargets);
            _optimizer.ZeroGradients();
            var loss = Tape.CrossEntropy(Network.Forward(Tape, x), t, [1, 2, 0.5f], 0.1f);
            Tape.Backward(loss);
            GradientClip.ByNorm(Network.Parameters, 1);
            _optimizer.Step(3e-3f);
            var value = loss.Scalar;
            Tape.Reset();
            return value;
        }

        public void Dispose()
        {
            Network.Dispose();
            _optimizer.Dispose();
            _pictures.Dispose();
            _targets.Dispose();
            _fewPictures.Dispose();
            _fewTargets.Dispose();
            Tape.Dispose();
        }

        private void Fill(Tensor pictures, Tensor targets)
        {
            GradientCheck.Normal(pictures, _random);
            for (var i = 0; i < targets.Shape[0]; i++)
            {
                targets.Values[(3 * i) + _random.Below(3)] = 1;
            }
        }
    }

    private sealed class Gated : Module
    {
        private readonly Module _stem;
        private readonly Module _mix;
        private readonly Module _norm;
        private readonly Module _gate;
        private readonly Module _space;
        private readonly Module _head;

        public Gated(RandomStream random)
        {
            _stem = Register("stem", new Convolution2D(3, 17, 2, random, new Convolution { Stride = 2 }));
            _mix = Register("mix", new DepthwiseConvolution2D(17, 3, random));
            _norm = Register("norm", new BatchNormalization(17));
            _gate = Register("gate", new Linear(17, 17, random));
            _space = Register("space", new Convolution2D(2, 1, 3, random, Convolution.Same, bias: false));
            _head = Register("head", new Linear(17 * 36, 3, random));
        }

        public override Tensor Forward(Tape tape, Tensor x)
        {
            var y = tape.Gelu(_stem.Forward(tape, x));
            y = tape.Add(y, _norm.Forward(tape, tape.Relu(_mix.Forward(tape, y))));
            var pooled = tape.Add(
                _gate.Forward(tape, tape.GlobalAveragePool(y)),
                _gate.Forward(tape, tape.GlobalMaxPool(y))
            );
            y = tape.Multiply(y, tape.Sigmoid(pooled));
            var maps = tape.Concat(3, tape.ChannelMax(y), tape.ChannelMean(y));
            y = tape.Multiply(y, tape.Sigmoid(_space.Forward(tape, maps)));
            return _head.Forward(tape, tape.Dropout(tape.Flatten(y), 0.3f));
        }
    }
}
