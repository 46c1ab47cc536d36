namespace Mien.Tensors.Operations;

/// <summary>The tensors and constants of a batch normalisation.</summary>
/// <param name="Gamma">[C].</param>
/// <param name="Beta">[C].</param>
/// <param name="RunningMean">[C], changed while training.</param>
/// <param name="RunningVariance">[C], changed while training.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Share of the batch in the running values.</param>
internal readonly record struct NormTensors(
    Tensor Gamma,
    Tensor Beta,
    Tensor RunningMean,
    Tensor RunningVariance,
    float Epsilon,
    float Momentum
);
