using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;

namespace Mien.Tensors.Optimization;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019):
/// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
/// p = (1 - rate decay) p - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon).
/// </summary>
public sealed unsafe class AdamW : IDisposable
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly AdamWOptions _options;
    private readonly Workers? _workers;

    /// <summary>Creates an optimiser with empty moments.</summary>
    /// <param name="parameters">What it changes; they stay their module's.</param>
    /// <param name="options">Constants, or null for the defaults.</param>
    /// <param name="workers">Threads for large parameters, or null for the calling thread; not owned.</param>
    public AdamW(IReadOnlyList<Parameter> parameters, AdamWOptions? options = null, Workers? workers = null)
    {
        _parameters = parameters;
        _options = options ?? new AdamWOptions();
        _workers = workers;
        _means = [.. parameters.Select(parameter => Tensor.Create(parameter.Value.Shape))];
        _squares = [.. parameters.Select(parameter => Tensor.Create(parameter.Value.Shape))];
    }

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes one step; a parameter for which backward computed nothing stays as it is.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    public void Step(float learningRate)
    {
        Steps++;
        var meanScale = 1 / (1 - Math.Pow(_options.Beta1, Steps));
        var squareScale = 1 / (1 - Math.Pow(_options.Beta2, Steps));
        for (var i = 0; i < _parameters.Count; i++)
        {
            var value = _parameters[i].Value;
            if (!value.HasGradient)
            {
                continue;
            }

            var decay = _parameters[i].Decays ? _options.WeightDecay : 0;
            var update = new Update(
                value.Length,
                value.Data,
                value.GradientData,
                _means[i].Data,
                _squares[i].Data,
                _options,
                1 - (learningRate * decay),
                (float)(learningRate * meanScale),
                (float)Math.Sqrt(squareScale)
            );
            Team.For(_workers, Elementwise.Blocks(value.Length), in update);
        }
    }

    /// <summary>Forgets the gradients, before the next backward.</summary>
    public void ZeroGradients()
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            _parameters[i].Value.HasGradient = false;
        }
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        Array.ForEach(_means, tensor => tensor.Dispose());
        Array.ForEach(_squares, tensor => tensor.Dispose());
    }

    private readonly struct Update(
        int length,
        float* value,
        float* gradient,
        float* mean,
        float* square,
        AdamWOptions options,
        float keep,
        float rate,
        float rootScale
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var (beta1, beta2) = (Vector512.Create(options.Beta1), Vector512.Create(options.Beta2));
            var (rest1, rest2) = (Vector512.Create(1 - options.Beta1), Vector512.Create(1 - options.Beta2));
            var epsilon = Vector512.Create(options.Epsilon);
            var end = Math.Min(length, (block + 1) * Elementwise.Block);
            for (var i = block * Elementwise.Block; i < end; i += 16)
            {
                var g = Vector512.Load(gradient + i);
                var m = (Vector512.Load(mean + i) * beta1) + (g * rest1);
                var v = (Vector512.Load(square + i) * beta2) + (g * g * rest2);
                m.Store(mean + i);
                v.Store(square + i);
                var step = m * rate / ((Vector512.Sqrt(v) * rootScale) + epsilon);
                ((Vector512.Load(value + i) * keep) - step).Store(value + i);
            }
        }
    }
}
