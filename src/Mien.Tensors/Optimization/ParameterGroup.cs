using Mien.Tensors.Layers;

namespace Mien.Tensors.Optimization;

/// <summary>Parameters that are trained alike.</summary>
/// <param name="Parameters">The parameters; they stay their module's.</param>
/// <param name="RateFactor">Times the step's learning rate; 0 freezes.</param>
/// <param name="WeightDecay">Decay of those that decay, or null for the optimiser's.</param>
public sealed record ParameterGroup(
    IReadOnlyList<Parameter> Parameters,
    float RateFactor = 1,
    float? WeightDecay = null
);
