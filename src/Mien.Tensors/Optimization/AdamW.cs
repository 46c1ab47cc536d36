using System.Globalization;
using System.Runtime.Intrinsics;
using Mien.Foundation;
using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;
using Mien.Tensors.Storage;

namespace Mien.Tensors.Optimization;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019):
/// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
/// p = (1 - rate decay) p - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon).
/// With <see cref="AdamWOptions.DecayInGradient"/> it is Adam (Kingma and Ba 2015) with L2 decay, g + decay p for g.
/// </summary>
public sealed unsafe class AdamW : IOptimizer
{
    private const string StepsName = "steps";

    private readonly Slot[] _slots;
    private readonly AdamWOptions _options;
    private readonly Workers? _workers;

    /// <summary>Creates an optimiser with empty moments for one group of parameters.</summary>
    /// <param name="parameters">What it changes; they stay their module's.</param>
    /// <param name="options">Constants, or null for the defaults.</param>
    /// <param name="workers">Threads for large parameters, or null for the calling thread; not owned.</param>
    public AdamW(IReadOnlyList<Parameter> parameters, AdamWOptions? options = null, Workers? workers = null)
        : this([new ParameterGroup(parameters)], options, workers) { }

    /// <summary>Creates an optimiser with empty moments for groups with their own rate and decay.</summary>
    /// <param name="groups">What it changes; the parameters stay their module's.</param>
    /// <param name="options">Constants, or null for the defaults.</param>
    /// <param name="workers">Threads for large parameters, or null for the calling thread; not owned.</param>
    public AdamW(IReadOnlyList<ParameterGroup> groups, AdamWOptions? options = null, Workers? workers = null)
    {
        _options = options ?? new AdamWOptions();
        _workers = workers;
        _slots =
        [
            .. groups.SelectMany(group =>
                group.Parameters.Select(parameter => new Slot(
                    parameter,
                    group.RateFactor,
                    parameter.Decays ? group.WeightDecay ?? _options.WeightDecay : 0
                ))
            ),
        ];
    }

    /// <summary>Steps taken so far; set it together with <see cref="Moments"/> to go on from a kept state.</summary>
    public int Steps { get; set; }

    /// <summary>The state besides <see cref="Steps"/>: for each parameter the means of its gradients and of their squares.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Moments =>
        [
            .. _slots.Select(slot => ($"{slot.Parameter.Name}.mean", slot.Mean)),
            .. _slots.Select(slot => ($"{slot.Parameter.Name}.square", slot.Square)),
        ];

    /// <summary>Takes one step; a parameter for which backward computed nothing stays as it is.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    public void Step(float learningRate)
    {
        Steps++;
        var meanScale = 1 / (1 - Math.Pow(_options.Beta1, Steps));
        var squareScale = 1 / (1 - Math.Pow(_options.Beta2, Steps));
        foreach (var slot in _slots)
        {
            var value = slot.Parameter.Value;
            if (!value.HasGradient || slot.RateFactor == 0)
            {
                continue;
            }

            var rate = learningRate * slot.RateFactor;
            var update = new Update(
                value.Length,
                value.Data,
                value.GradientData,
                slot.Mean.Data,
                slot.Square.Data,
                _options,
                _options.DecayInGradient ? slot.Decay : 0,
                _options.DecayInGradient ? 1 : 1 - (rate * slot.Decay),
                (float)(rate * meanScale),
                (float)Math.Sqrt(squareScale)
            );
            Team.For(_workers, Elementwise.Blocks(value.Length), in update);
        }
    }

    /// <summary>Forgets the gradients, before the next backward.</summary>
    public void ZeroGradients()
    {
        foreach (var slot in _slots)
        {
            slot.Parameter.Value.HasGradient = false;
        }
    }

    /// <summary>Writes moments and steps as safetensors, so that a training can go on with the same bits.</summary>
    public void Save(string path)
    {
        var steps = Steps.ToString(CultureInfo.InvariantCulture);
        SafeTensors.Write(path, Moments, new Dictionary<string, string> { [StepsName] = steps });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputFaultException">The file is damaged or belongs to another network.</exception>
    public void Load(string path)
    {
        using var file = SafeTensors.Read(path);
        if (
            !file.Metadata.TryGetValue(StepsName, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
        )
        {
            throw new InputFaultException($"{path}: no number of steps is in it; name the state of an optimiser");
        }

        file.CopyTo(Moments);
        Steps = steps;
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
    }

    private sealed class Slot(Parameter parameter, float rateFactor, float decay)
    {
        public Parameter Parameter { get; } = parameter;

        public float RateFactor { get; } = rateFactor;

        public float Decay { get; } = decay;

        public Tensor Mean { get; } = Tensor.Create(parameter.Value.Shape);

        public Tensor Square { get; } = Tensor.Create(parameter.Value.Shape);
    }

    private readonly struct Update(
        int length,
        float* value,
        float* gradient,
        float* mean,
        float* square,
        AdamWOptions options,
        float decay,
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
                var p = Vector512.Load(value + i);
                var g = Vector512.Load(gradient + i) + (p * decay);
                var m = (Vector512.Load(mean + i) * beta1) + (g * rest1);
                var v = (Vector512.Load(square + i) * beta2) + (g * g * rest2);
                m.Store(mean + i);
                v.Store(square + i);
                var step = m * rate / ((Vector512.Sqrt(v) * rootScale) + epsilon);
                ((p * keep) - step).Store(value + i);
            }
        }
    }
}
