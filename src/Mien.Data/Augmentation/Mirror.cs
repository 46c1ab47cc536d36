using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>
/// Left and right exchanged with a probability: the picture is flipped and u changes its sign, which is exact for inputs
/// whose u is 0 where nothing moves (<c>centred</c>, <c>rms</c>).
/// </summary>
internal sealed record Mirror(float Probability) : Operation
{
    public override string Name => "mirror";

    public override string Settings => $"p={Text(Probability)}";

    public override void Apply(
        ReadOnlySpan<float> source,
        Span<float> target,
        in InputLayout layout,
        RandomStream random
    )
    {
        if (random.Chance(Probability))
        {
            Flip(source, target, layout);
        }
        else
        {
            source[..target.Length].CopyTo(target);
        }
    }

    /// <summary>The mirrored input.</summary>
    public static void Flip(ReadOnlySpan<float> source, Span<float> target, in InputLayout layout)
    {
        var (height, width, channels) = layout.Shape;
        for (var y = 0; y < layout.Shape.Frames * height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = source.Slice(((y * width) + width - 1 - x) * channels, channels);
                from.CopyTo(target.Slice(((y * width) + x) * channels, channels));
            }
        }

        if (layout.HorizontalFlow >= 0)
        {
            for (var i = layout.HorizontalFlow; i < layout.Shape.Length; i += channels)
            {
                target[i] = -target[i];
            }
        }
    }
}
