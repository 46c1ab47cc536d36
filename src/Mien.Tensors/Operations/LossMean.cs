namespace Mien.Tensors.Operations;

/// <summary>What a weighted loss is divided by.</summary>
public enum LossMean
{
    /// <summary>The sum of the weights of the targets: PyTorch's mean for class indices.</summary>
    Weights,

    /// <summary>The number of samples: PyTorch's mean for class probabilities.</summary>
    Samples,
}
