namespace Mien.Tensors.Optimization;

/// <summary>Constants of AdamW; the defaults are PyTorch's.</summary>
public sealed record AdamWOptions
{
    /// <summary>Memory of the mean gradient, in [0, 1).</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Memory of the mean squared gradient, in [0, 1).</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Added to the root of the mean squared gradient.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Weight decay of the parameters that decay.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>
    /// True: the decay is added to the gradient and passes through the moments, which is Adam (Kingma and Ba 2015) with
    /// L2 decay; false: it shrinks the parameter beside them, which is AdamW.
    /// </summary>
    public bool DecayInGradient { get; init; }
}
