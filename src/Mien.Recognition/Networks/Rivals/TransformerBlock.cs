using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// The block of vision transformers, normalised first (Dosovitskiy et al. 2021): x + attention(LN(x)), then
/// x + MLP(LN(x)) with GELU. [N, tokens, C] to the same shape. Query, key and value are one layer, side by side.
/// </summary>
internal sealed class TransformerBlock : Module
{
    private readonly int _heads;
    private readonly int _inner;
    private readonly LayerNormalization _attentionNorm;
    private readonly Linear _queryKeyValue;
    private readonly Linear _project;
    private readonly LayerNormalization _mixNorm;
    private readonly Linear _widen;
    private readonly Linear _narrow;

    /// <summary>Creates a block.</summary>
    /// <param name="width">Channels of a token, C.</param>
    /// <param name="heads">Heads; each has width / heads channels, what is left over is not attended to.</param>
    /// <param name="hidden">Channels inside the MLP.</param>
    /// <param name="bias">Whether query, key and value have biases.</param>
    /// <param name="epsilon">Of the normalisation.</param>
    /// <param name="random">Source of the weights.</param>
    public TransformerBlock(int width, int heads, int hidden, bool bias, float epsilon, RandomStream random)
    {
        (_heads, _inner) = (heads, width / heads * heads);
        _attentionNorm = Register("attention_norm", new LayerNormalization(width, epsilon));
        _queryKeyValue = Register("query_key_value", new Linear(width, 3 * _inner, random, bias));
        _project = Register("project", new Linear(_inner, width, random));
        _mixNorm = Register("mix_norm", new LayerNormalization(width, epsilon));
        _widen = Register("widen", new Linear(width, hidden, random));
        _narrow = Register("narrow", new Linear(hidden, width, random));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        x = tape.Add(x, Attend(tape, _attentionNorm.Forward(tape, x)));
        var mixed = tape.Gelu(_widen.Forward(tape, _mixNorm.Forward(tape, x)));
        return tape.Add(x, _narrow.Forward(tape, mixed));
    }

    private Tensor Attend(Tape tape, Tensor x)
    {
        var all = _queryKeyValue.Forward(tape, x);
        var (query, key, value) = (Third(tape, all, 0), Third(tape, all, 1), Third(tape, all, 2));
        return _project.Forward(tape, tape.Attention(query, key, value, _heads));
    }

    private Tensor Third(Tape tape, Tensor all, int third) => tape.Slice(all, 2, third * _inner, _inner);
}
