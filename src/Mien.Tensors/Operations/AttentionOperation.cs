using System.Runtime.Intrinsics;
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

        var sizes = new Sizes(query.Shape[0], query.Shape[1], key.Shape[1], query.Shape[2], heads);
        var differentiable = query.RequiresGradient || key.RequiresGradient || value.RequiresGradient;
        var y = tape.Output(query.Shape, differentiable);
        var shares = tape.Scratch(sizes.Samples * heads * sizes.Queries * sizes.Keys);
        tape.Workers.For(
            sizes.Samples * heads,
            new Forward(tape.Workers, sizes, query.Data, key.Data, value.Data, shares.Data, y.Data)
        );
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

    private readonly record struct Sizes(int Samples, int Queries, int Keys, int Channels, int Heads)
    {
        public int Width => Channels / Heads;

        public float Scale => 1 / MathF.Sqrt(Width);

        /// <summary>Channels of one head of one sample in [N, length, C].</summary>
        public MatrixView Head(float* values, int length, int block) =>
            new(values + ((long)(block / Heads) * length * Channels) + (block % Heads * Width), Channels);

        public MatrixView Shares(float* values, int block) => new(values + ((long)block * Queries * Keys), Keys);
    }

    private readonly struct Forward(
        Workers workers,
        Sizes sizes,
        float* query,
        float* key,
        float* value,
        float* shares,
        float* y
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var scores = sizes.Shares(shares, block);
            Gemm.Multiply(
                workers,
                sizes.Queries,
                sizes.Keys,
                sizes.Width,
                sizes.Head(query, sizes.Queries, block),
                sizes.Head(key, sizes.Keys, block).Transposed,
                scores.First,
                sizes.Keys
            );
            for (var i = 0; i < sizes.Queries * sizes.Keys; i++)
            {
                scores.First[i] *= sizes.Scale;
            }

            for (var row = 0; row < sizes.Queries; row++)
            {
                SoftmaxRows.Softmax(sizes.Keys, scores.At(row, 0), scores.At(row, 0));
            }

            Gemm.Multiply(
                workers,
                sizes.Queries,
                sizes.Width,
                sizes.Keys,
                scores,
                sizes.Head(value, sizes.Keys, block),
                sizes.Head(y, sizes.Queries, block).First,
                sizes.Channels
            );
        }
    }

    // With P the shares and S the scaled scores: dV = P^T dY, dP = dY V^T, dS = P (dP - rowsum(P dP)),
    // dQ = scale dS K, dK = scale dS^T Q.
    private readonly struct Gradient(
        Workers workers,
        Sizes sizes,
        float* query,
        float* key,
        float* value,
        float* shares,
        float* d,
        float* slopes
    ) : IBlockWork
    {
        public float* ToQuery { get; init; }

        public float* ToKey { get; init; }

        public float* ToValue { get; init; }

        public bool AddToQuery { get; init; }

        public bool AddToKey { get; init; }

        public bool AddToValue { get; init; }

        public void Run(int block)
        {
            var share = sizes.Shares(shares, block);
            var from = sizes.Head(d, sizes.Queries, block);
            Multiply(block, share.Transposed, from, ToValue, sizes.Keys, sizes.Queries, AddToValue);
            if (ToQuery == null && ToKey == null)
            {
                return;
            }

            var slope = sizes.Shares(slopes, block);
            Gemm.Multiply(
                workers,
                sizes.Queries,
                sizes.Keys,
                sizes.Width,
                from,
                sizes.Head(value, sizes.Keys, block).Transposed,
                slope.First,
                sizes.Keys
            );
            for (var row = 0; row < sizes.Queries; row++)
            {
                ScoreSlope(share.At(row, 0), slope.At(row, 0));
            }

            var (queries, keys) = (sizes.Head(query, sizes.Queries, block), sizes.Head(key, sizes.Keys, block));
            Multiply(block, slope, keys, ToQuery, sizes.Queries, sizes.Keys, AddToQuery);
            Multiply(block, slope.Transposed, queries, ToKey, sizes.Keys, sizes.Queries, AddToKey);
        }

        private void Multiply(int block, MatrixView left, MatrixView right, float* to, int rows, int depth, bool add)
        {
            if (to != null)
            {
                var target = sizes.Head(to, rows, block).First;
                Gemm.Multiply(workers, rows, sizes.Width, depth, left, right, target, sizes.Channels, accumulate: add);
            }
        }

        private void ScoreSlope(float* share, float* slope)
        {
            var dot = RowSums.Dot(sizes.Keys, share, slope);
            for (var i = 0; i < sizes.Keys; i++)
            {
                slope[i] = share[i] * (slope[i] - dot) * sizes.Scale;
            }
        }
    }

    private sealed class AttentionNode : Node
    {
        private Tensor _query = null!;
        private Tensor _key = null!;
        private Tensor _value = null!;
        private Tensor _shares = null!;
        private Sizes _sizes;

        public void Set(Tensor query, Tensor key, Tensor value, Tensor shares, Sizes sizes) =>
            (_query, _key, _value, _shares, _sizes) = (query, key, value, shares, sizes);

        // One tensor may be value, query and key at once (self-attention without projections): then the first part is
        // written and the others are added, in the order in which a block computes them.
        public override void Backward(Tape tape)
        {
            var slopes = tape.Scratch(_shares.Length);
            var work = new Gradient(
                tape.Workers,
                _sizes,
                _query.Data,
                _key.Data,
                _value.Data,
                _shares.Data,
                Output.GradientData,
                slopes.Data
            );
            var toValue = tape.GradientOf(_value, out var addToValue);
            var toQuery = tape.GradientOf(_query, out var addToQuery);
            var toKey = tape.GradientOf(_key, out var addToKey);
            tape.Workers.For(
                _sizes.Samples * _sizes.Heads,
                work with
                {
                    ToQuery = toQuery,
                    AddToQuery = addToQuery,
                    ToKey = toKey,
                    AddToKey = addToKey,
                    ToValue = toValue,
                    AddToValue = addToValue,
                }
            );
            tape.ReleaseScratch(slopes);
            tape.ReleaseScratch(_shares);
        }
    }
}
