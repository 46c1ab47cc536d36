using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>Normal noise of a standard deviation on every value.</summary>
internal sealed record Noise(float Deviation) : Operation
{
    public override string Name => "noise";

    public override string Settings => $"sd={Text(Deviation)}";

    public override void Apply(
        ReadOnlySpan<float> source,
        Span<float> target,
        in InputLayout layout,
        RandomStream random
    )
    {
        NormalNumbers.Fill(target, random.NextBits());
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[i] + (Deviation * target[i]);
        }
    }
}
