using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The gradients of an attention. With P the shares and S the scaled scores: dV = P^T dY, dP = dY V^T,
/// dS = P (dP - rowsum(P dP)), dQ = scale dS K, dK = scale dS^T Q.
/// </summary>
internal readonly unsafe struct AttentionBackward : IWideKernel<AttentionCall>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in AttentionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var products = AttentionProducts<TVector, TLanes>.Prepare(in call.Sizes);
        team.For(call.Sizes.Blocks, new Pairs<TVector, TLanes> { Call = call, Products = products });
    }

    private struct Pairs<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public AttentionCall Call;
        public AttentionProducts<TVector, TLanes> Products;

        public readonly void Run(int block)
        {
            var sizes = Call.Sizes;
            var end = Math.Min((block + 1) * sizes.PairsInBlock, sizes.Samples * sizes.Heads);
            for (var pair = block * sizes.PairsInBlock; pair < end; pair++)
            {
                Head(in sizes, new AttentionHead(in sizes, pair));
            }
        }

        // Value, query and key may be one tensor: then the first part is written and the others are added, in this order.
        private readonly void Head(in AttentionSizes sizes, AttentionHead head)
        {
            var shares = Call.Shares + head.Shares;
            var from = new MatrixView(Call.Output + head.Queries, sizes.Channels);
            if (Call.ToValue != null)
            {
                ToKeys(in sizes, shares, from, Call.ToValue + head.Keys, Call.AddToValue);
            }

            if (Call.ToQuery == null && Call.ToKey == null)
            {
                return;
            }

            var slopes = Slopes(in sizes, head, shares);
            if (Call.ToQuery != null)
            {
                ToQueries(in sizes, slopes, head);
            }

            if (Call.ToKey != null)
            {
                var queries = new MatrixView(Call.Query + head.Queries, sizes.Channels);
                ToKeys(in sizes, slopes, queries, Call.ToKey + head.Keys, Call.AddToKey);
            }
        }

        private readonly float* Slopes(in AttentionSizes sizes, AttentionHead head, float* shares)
        {
            var slopes = Scratch.Floats(ScratchUse.BlockOutputs, (long)sizes.Queries * sizes.ShareStride);
            AttentionProducts<TVector, TLanes>.Multiply(
                Call.Output + head.Queries,
                Products.Queries,
                1,
                new MatrixView(Call.Value + head.Keys, sizes.Channels).Transposed,
                sizes.Width,
                sizes.Keys,
                slopes,
                Products.Shares,
                sizes.Queries,
                toShares: true,
                accumulate: false
            );
            for (var row = 0; row < sizes.Queries; row++)
            {
                var offset = (nint)row * sizes.ShareStride;
                ScoreSlope(sizes.Keys, sizes.Scale, shares + offset, slopes + offset);
            }

            return slopes;
        }

        private readonly void ToQueries(in AttentionSizes sizes, float* slopes, AttentionHead head) =>
            AttentionProducts<TVector, TLanes>.Multiply(
                slopes,
                Products.Shares,
                1,
                new MatrixView(Call.Key + head.Keys, sizes.Channels),
                sizes.Keys,
                sizes.Width,
                Call.ToQuery + head.Queries,
                Products.Queries,
                sizes.Queries,
                toShares: false,
                Call.AddToQuery
            );

        // target (+)= shares^T right.
        private readonly void ToKeys(
            in AttentionSizes sizes,
            float* shares,
            MatrixView right,
            float* target,
            bool add
        ) =>
            AttentionProducts<TVector, TLanes>.Multiply(
                shares,
                Products.SharesTurned,
                sizes.ShareStride,
                right,
                sizes.Queries,
                sizes.Width,
                target,
                Products.Keys,
                sizes.Keys,
                toShares: false,
                add
            );
    }

    // slope = share (slope - sum(share slope)) scale; shares beyond the length are zero.
    private static void ScoreSlope(int length, float scale, float* share, float* slope)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < length; i += 16)
        {
            sum = VectorMath.Fma(Vector512.Load(share + i), Vector512.Load(slope + i), sum);
        }

        var dot = Vector512.Create(VectorMath.Sum(sum));
        for (var i = 0; i < length; i += 16)
        {
            var value = Vector512.Load(share + i) * (Vector512.Load(slope + i) - dot);
            (value * scale).Store(slope + i);
        }
    }
}
