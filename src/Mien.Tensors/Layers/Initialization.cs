using Mien.Foundation;

namespace Mien.Tensors.Layers;

/// <summary>First values of parameters.</summary>
public static class Initialization
{
    /// <summary>
    /// Uniform in +-1 / sqrt(fan in), which is what PyTorch gives the weights and biases of its linear and convolution
    /// layers by default (He et al. 2015 with a = sqrt 5).
    /// </summary>
    public static void UniformByFanIn(Tensor tensor, int fanIn, RandomStream random)
    {
        var bound = 1 / Math.Sqrt(fanIn);
        foreach (ref var value in tensor.Values)
        {
            value = (float)random.Uniform(-bound, bound);
        }
    }
}
