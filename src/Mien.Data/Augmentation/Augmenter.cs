using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>
/// An <see cref="AugmentationDefinition"/> made ready for inputs of one size. It keeps its working memory, so it
/// allocates nothing after its creation; every thread needs its own.
/// </summary>
public sealed class Augmenter
{
    private readonly IReadOnlyList<Operation> _operations;
    private readonly InputLayout _layout;
    private readonly float[] _now;
    private readonly float[] _next;

    internal Augmenter(IReadOnlyList<Operation> operations, InputLayout layout)
    {
        _operations = operations;
        _layout = layout;
        _now = new float[layout.Shape.Length + Resampling.Padding];
        _next = new float[layout.Shape.Length + Resampling.Padding];
    }

    /// <summary>The inputs' size.</summary>
    public MapShape Shape => _layout.Shape;

    /// <summary>Draws a variation of one input.</summary>
    /// <param name="input">HWC values.</param>
    /// <param name="varied">Receives the variation; may be the input itself.</param>
    /// <param name="random">What is drawn depends on this stream alone: derive one for each sample.</param>
    public void Apply(ReadOnlySpan<float> input, Span<float> varied, RandomStream random)
    {
        var length = Shape.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(varied.Length, length);
        var (now, next) = (_now, _next);
        input.CopyTo(now);
        for (var i = 0; i < _operations.Count; i++)
        {
            _operations[i].Apply(now, next.AsSpan(0, length), _layout, random);
            (now, next) = (next, now);
        }

        now.AsSpan(0, length).CopyTo(varied);
    }

    /// <summary>The mirror image of an input: flipped, u with the other sign. Used to average predictions.</summary>
    public void Mirrored(ReadOnlySpan<float> input, Span<float> mirrored)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, Shape.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(mirrored.Length, Shape.Length);
        Mirror.Flip(input, mirrored, _layout);
    }
}
