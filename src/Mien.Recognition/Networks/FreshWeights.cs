using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Networks;

/// <summary>
/// First values by another rule than the layers' own, for networks whose authors say one. Every parameter has its own
/// stream, so that its values do not depend on the others. Normalisation keeps its 1 and 0.
/// </summary>
internal static class FreshWeights
{
    /// <summary>
    /// Convolutions normal with variance 2 / fan out (He et al. 2015), as torchvision starts its residual networks; biases
    /// and linear layers keep what they have.
    /// </summary>
    public static void NormalByFanOut(Module network, RandomStream random)
    {
        foreach (var (name, value, _) in network.Parameters.Where(parameter => parameter.Value.Shape.Rank == 4))
        {
            var fanOut = value.Shape[0] * value.Shape[1] * value.Shape[3];
            Initialization.Normal(value, Math.Sqrt(2.0 / fanOut), random.Derive(name));
        }
    }

    /// <summary>Weights uniform by fan in and fan out (Glorot and Bengio 2010), biases 0, as Keras starts its layers.</summary>
    public static void Glorot(Module network, RandomStream random)
    {
        foreach (var (name, value, _) in Weights(network))
        {
            var outputs = value.Shape.Last;
            var area = value.Shape.Rank == 4 ? value.Shape[0] * value.Shape[1] : 1;
            Initialization.UniformByFans(value, value.Length / outputs, area * outputs, random.Derive(name));
        }

        ClearBiases(network);
    }

    /// <summary>Weights normal with deviation 0.02, cut at two deviations, biases 0, as vision transformers start.</summary>
    public static void TruncatedNormal(Module network, RandomStream random)
    {
        foreach (var (name, value, _) in Weights(network))
        {
            Initialization.TruncatedNormal(value, 0.02, random.Derive(name));
        }

        ClearBiases(network);
    }

    private static IEnumerable<Parameter> Weights(Module network) =>
        network.Parameters.Where(parameter => parameter.Value.Shape.Rank >= 2);

    private static void ClearBiases(Module network)
    {
        foreach (var parameter in network.Parameters.Where(p => p.Name.EndsWith("bias", StringComparison.Ordinal)))
        {
            parameter.Value.Values.Clear();
        }
    }
}
