using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>Shares = softmax(query key^T scale), output = shares value, for every sample and head.</summary>
internal readonly unsafe struct AttentionForward : IWideKernel<AttentionCall>
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

        private readonly void Head(in AttentionSizes sizes, AttentionHead head)
        {
            var shares = Call.Shares + head.Shares;
            var keys = new MatrixView(Call.Key + head.Keys, sizes.Channels);
            AttentionProducts<TVector, TLanes>.Multiply(
                Call.Query + head.Queries,
                Products.Queries,
                1,
                keys.Transposed,
                sizes.Width,
                sizes.Keys,
                shares,
                Products.Shares,
                sizes.Queries,
                toShares: true,
                accumulate: false
            );
            for (var row = 0; row < sizes.Queries; row++)
            {
                Softmax(sizes.Keys, sizes.Scale, shares + (nint)row * sizes.ShareStride);
            }

            AttentionProducts<TVector, TLanes>.Multiply(
                shares,
                Products.Shares,
                1,
                new MatrixView(Call.Value + head.Keys, sizes.Channels),
                sizes.Keys,
                sizes.Width,
                Call.Output + head.Queries,
                Products.Queries,
                sizes.Queries,
                toShares: false,
                accumulate: false
            );
        }
    }

    // x = e^(scale x - max) / sum in place. The row has room for whole vectors; what is beyond its length becomes zero.
    private static void Softmax(int length, float scale, float* x)
    {
        var rest = RestMask(length);
        var maximum = Vector512.Create(float.NegativeInfinity);
        var i = 0;
        for (; i < length - 16; i += 16)
        {
            maximum = Vector512.MaxNative(maximum, Vector512.Load(x + i));
        }

        var last = Vector512.ConditionalSelect(rest, Vector512.Load(x + i), Vector512.Create(float.NegativeInfinity));
        var shift = Vector512.Create(scale * VectorMath.Maximum(Vector512.MaxNative(maximum, last)));
        var sum = Vector512<float>.Zero;
        for (i = 0; i < length - 16; i += 16)
        {
            var e = VectorMath.Exp((Vector512.Load(x + i) * scale) - shift);
            e.Store(x + i);
            sum += e;
        }

        var tail = rest & VectorMath.Exp((Vector512.Load(x + i) * scale) - shift);
        tail.Store(x + i);
        var factor = 1 / VectorMath.Sum(sum + tail);
        for (i = 0; i < length; i += 16)
        {
            (Vector512.Load(x + i) * factor).Store(x + i);
        }
    }

    // All bits of the lanes that the last vector of a row really has.
    private static Vector512<float> RestMask(int length) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(((length - 1) % 16) + 1)).AsSingle();
}
