using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>
/// Self-attention with several heads (Vaswani et al. 2017); children query, key, value and output, each a
/// <see cref="Linear"/> of [C, C].
/// </summary>
public sealed class MultiHeadAttention : Module
{
    private readonly Linear _query;
    private readonly Linear _key;
    private readonly Linear _value;
    private readonly Linear _output;
    private readonly int _heads;

    /// <summary>Creates a layer for <paramref name="channels"/>, a multiple of <paramref name="heads"/>.</summary>
    public MultiHeadAttention(int channels, int heads, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(channels % heads, 0, nameof(heads));
        _heads = heads;
        _query = Register("query", new Linear(channels, channels, random));
        _key = Register("key", new Linear(channels, channels, random));
        _value = Register("value", new Linear(channels, channels, random));
        _output = Register("output", new Linear(channels, channels, random));
    }

    /// <summary>[N, T, C] to [N, T, C].</summary>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var (query, key, value) = (_query.Forward(tape, x), _key.Forward(tape, x), _value.Forward(tape, x));
        return _output.Forward(tape, tape.Attention(query, key, value, _heads));
    }
}
