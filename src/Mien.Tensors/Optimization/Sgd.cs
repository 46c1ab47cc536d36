using System.Runtime.Intrinsics;
using Mien.Foundation;
using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;

namespace Mien.Tensors.Optimization;

/// <summary>
/// Stochastic gradient descent with momentum and L2 decay, as PyTorch's SGD: g = g + decay p, v = momentum v + g,
/// p = p - rate v.
/// </summary>
public sealed unsafe class Sgd : IOptimizer
{
    private readonly Slot[] _slots;
    private readonly float _momentum;
    private readonly Workers? _workers;

    /// <summary>Creates an optimiser at rest.</summary>
    /// <param name="parameters">What it changes; they stay their module's.</param>
    /// <param name="momentum">Share of the last velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">L2 decay of the parameters that decay.</param>
    /// <param name="workers">Threads for large parameters, or null for the calling thread; not owned.</param>
    public Sgd(IReadOnlyList<Parameter> parameters, float momentum, float weightDecay, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _momentum = momentum;
        _workers = workers;
        _slots = [.. parameters.Select(parameter => new Slot(parameter, parameter.Decays ? weightDecay : 0))];
    }

    /// <inheritdoc/>
    public int Steps { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Tensor Value)> Moments =>
        [.. _slots.Select(slot => ($"{slot.Parameter.Name}.velocity", slot.Velocity))];

    /// <inheritdoc/>
    public void ZeroGradients()
    {
        foreach (var slot in _slots)
        {
            slot.Parameter.Value.HasGradient = false;
        }
    }

    /// <inheritdoc/>
    public void Step(float learningRate)
    {
        Steps++;
        foreach (var slot in _slots)
        {
            var value = slot.Parameter.Value;
            if (value.HasGradient)
            {
                var update = new Update(
                    value.Length,
                    value.Data,
                    value.GradientData,
                    slot.Velocity.Data,
                    slot.Decay,
                    _momentum,
                    learningRate
                );
                Team.For(_workers, Elementwise.Blocks(value.Length), in update);
            }
        }
    }

    /// <summary>Frees the velocities.</summary>
    public void Dispose() => Array.ForEach(_slots, slot => slot.Velocity.Dispose());

    private sealed class Slot(Parameter parameter, float decay)
    {
        public Parameter Parameter { get; } = parameter;

        public float Decay { get; } = decay;

        public Tensor Velocity { get; } = Tensor.Create(parameter.Value.Shape);
    }

    private readonly struct Update(
        int length,
        float* value,
        float* gradient,
        float* velocity,
        float decay,
        float momentum,
        float rate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var end = Math.Min(length, (block + 1) * Elementwise.Block);
            for (var i = block * Elementwise.Block; i < end; i += 16)
            {
                var p = Vector512.Load(value + i);
                var v = (Vector512.Load(velocity + i) * momentum) + Vector512.Load(gradient + i) + (p * decay);
                v.Store(velocity + i);
                (p - (v * rate)).Store(value + i);
            }
        }
    }
}
