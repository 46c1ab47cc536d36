using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors.Layers;

namespace Mien.Benchmarks.Precision;

/// <summary>The two networks that the report looks at: the default CABM and the large one of the duels.</summary>
internal static class ReferenceNetwork
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names = ["cabm", "large"];

    /// <summary>Builds one with fresh weights and tells the side of its maps.</summary>
    public static Module Create(string name, out int side)
    {
        side = name == "large" ? LargeNetwork.Side : 28;
        return Entry(name).Create(new NetworkShape(side, side, 3, 3), new RandomStream(1));
    }

    /// <summary>Its entry, for a training.</summary>
    public static NetworkEntry Entry(string name) =>
        name == "large"
            ? new NetworkEntry(name, "ConvMixer-256/8 with CBAM", "benchmarks", (_, _) => LargeNetwork.Create())
            {
                Parameters = 0,
            }
            : NetworkRegistry.Find(name);
}
