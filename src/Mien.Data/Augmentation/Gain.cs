using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>All values times one factor, uniform in 1 - share to 1 + share.</summary>
internal sealed record Gain(float Share) : Operation
{
    public override string Name => "gain";

    public override string Settings => $"share={Text(Share)}";

    public override void Apply(
        ReadOnlySpan<float> source,
        Span<float> target,
        in InputLayout layout,
        RandomStream random
    )
    {
        var factor = 1 + (float)random.Uniform(-Share, Share);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[i] * factor;
        }
    }
}
