using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>Random numbers in single precision.</summary>
internal static class Draws
{
    public static float Between(RandomStream random, float low, float high) => (float)random.Uniform(low, high);

    public static float Normal(RandomStream random, float deviation) => (float)random.Normal(deviation);

    /// <summary>exp of a normal number: 1 in the median.</summary>
    public static float LogNormal(RandomStream random, float deviation) => MathF.Exp(Normal(random, deviation));

    /// <summary>Uniform on a logarithmic scale.</summary>
    public static float LogUniform(RandomStream random, float low, float high) =>
        MathF.Exp(Between(random, MathF.Log(low), MathF.Log(high)));
}
