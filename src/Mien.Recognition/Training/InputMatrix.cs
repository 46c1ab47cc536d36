using Mien.Data.Inputs;
using Mien.Data.Prepared;

namespace Mien.Recognition.Training;

/// <summary>
/// Every clip of a set as network input, computed once. An input definition looks at one clip at a time, so nothing of a
/// held-out clip reaches another.
/// </summary>
public sealed class InputMatrix
{
    private readonly float[] _values;

    /// <summary>Computes the inputs.</summary>
    public InputMatrix(PreparedSet set, InputDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(definition);
        var transform = definition.For(set.Shape);
        Shape = transform.Shape;
        Channels = transform.Channels;
        _values = transform.ApplyAll([.. set.Clips.Select(clip => clip.Map)]);
    }

    /// <summary>Height, width, channels of every input.</summary>
    public MapShape Shape { get; }

    /// <summary>The names of the channels.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>One clip's input, HWC.</summary>
    public ReadOnlySpan<float> this[int clip] => _values.AsSpan(clip * Shape.Length, Shape.Length);
}
