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

    /// <summary>Normal around 0 with a fixed standard deviation.</summary>
    public static void Normal(Tensor tensor, double deviation, RandomStream random)
    {
        foreach (ref var value in tensor.Values)
        {
            value = (float)(deviation * random.Normal());
        }
    }

    /// <summary>
    /// Normal around 0, drawn again beyond two standard deviations: the first values of vision transformers
    /// (Dosovitskiy et al. 2021; timm's trunc_normal_ cuts at an absolute 2, which for its 0.02 never happens).
    /// </summary>
    public static void TruncatedNormal(Tensor tensor, double deviation, RandomStream random)
    {
        foreach (ref var value in tensor.Values)
        {
            double draw;
            do
            {
                draw = random.Normal();
            } while (Math.Abs(draw) > 2);
            value = (float)(deviation * draw);
        }
    }

    /// <summary>Uniform in +-sqrt(6 / (fan in + fan out)), which is what Keras gives by default (Glorot and Bengio 2010).</summary>
    public static void UniformByFans(Tensor tensor, int fanIn, int fanOut, RandomStream random)
    {
        var bound = Math.Sqrt(6.0 / (fanIn + fanOut));
        foreach (ref var value in tensor.Values)
        {
            value = (float)random.Uniform(-bound, bound);
        }
    }
}
