using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017).</summary>
public static unsafe class AttentionOperation
{
    /// <summary>For every sample and head, softmax(q k^T / sqrt(C / heads)) v; heads are consecutive runs of channels.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="query">[N, T, C].</param>
    /// <param name="key">[N, S, C].</param>
    /// <param name="value">[N, S, C].</param>
    /// <param name="heads">A divisor of C.</param>
    /// <returns>[N, T, C].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor Attention(this Tape tape, Tensor query, Tensor key, Tensor value, int heads)
    {
        if (
            query.Shape.Rank != 3
            || key.Shape != value.Shape
            || key.Shape.Rank != 3
            || query.Shape.With(1, 1) != key.Shape.With(1, 1)
            || heads < 1
            || query.Shape[2] % heads != 0
        )
        {
            throw new ArgumentException(
                $"{query.Shape}, {key.Shape} and {value.Shape} have no attention of {heads} heads",
                nameof(query)
            );
        }

        var sizes = new AttentionSizes(query.Shape[0], query.Shape[1], key.Shape[1], query.Shape[2], heads);
        var differentiable = query.RequiresGradient || key.RequiresGradient || value.RequiresGradient;
        var y = tape.Output(query.Shape, differentiable);
        var shares = tape.Scratch(sizes.ShareLength);
        new AttentionCall
        {
            Sizes = sizes,
            Query = query.Data,
            Key = key.Data,
            Value = value.Data,
            Shares = shares.Data,
            Output = y.Data,
        }.Forward(tape.Workers);
        if (y.RequiresGradient)
        {
            tape.Record<AttentionNode>(y).Set(query, key, value, shares, sizes);
        }
        else
        {
            tape.ReleaseScratch(shares);
        }

        tape.Listener?.Hear("Attention", y, [query, key, value], [("heads", heads)]);
        return y;
    }

    private sealed class AttentionNode : Node
    {
        private Tensor _query = null!;
        private Tensor _key = null!;
        private Tensor _value = null!;
        private Tensor _shares = null!;
        private AttentionSizes _sizes;

        public void Set(Tensor query, Tensor key, Tensor value, Tensor shares, AttentionSizes sizes) =>
            (_query, _key, _value, _shares, _sizes) = (query, key, value, shares, sizes);

        // The kernel writes the gradients in this order, in case that one tensor is two of the inputs.
        public override void Backward(Tape tape)
        {
            var toValue = tape.GradientOf(_value, out var addToValue);
            var toQuery = tape.GradientOf(_query, out var addToQuery);
            var toKey = tape.GradientOf(_key, out var addToKey);
            new AttentionCall
            {
                Sizes = _sizes,
                Query = _query.Data,
                Key = _key.Data,
                Value = _value.Data,
                Shares = _shares.Data,
                Output = Output.GradientData,
                ToValue = toValue,
                AddToValue = addToValue,
                ToQuery = toQuery,
                AddToQuery = addToQuery,
                ToKey = toKey,
                AddToKey = addToKey,
            }.Backward(tape.Workers);
            tape.ReleaseScratch(_shares);
        }
    }
}
