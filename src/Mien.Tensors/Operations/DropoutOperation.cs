using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Dropout (Srivastava et al. 2014).</summary>
public static unsafe class DropoutOperation
{
    /// <summary>
    /// While the tape is training, zero with probability <paramref name="probability"/> and x / (1 - p) otherwise; x itself
    /// when not training. The mask is a hash of one draw of <see cref="Tape.Random"/> and the element's number, so it does
    /// not depend on threads and is made again, not stored, for backward.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public static Tensor Dropout(this Tape tape, Tensor x, float probability)
    {
        if (!(probability is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must be in [0, 1)");
        }

        if (!tape.Training || probability == 0)
        {
            return x;
        }

        var y = tape.Output(x.Shape, x.RequiresGradient);
        var key = tape.Random.NextBits();
        tape.Workers.For(
            Elementwise.Blocks(x.Length),
            new Mask(x.Length, key, probability, x.Data, y.Data, accumulate: false)
        );
        if (y.RequiresGradient)
        {
            tape.Record<DropoutNode>(y).Set(x, key, probability);
        }

        return y;
    }

    private sealed class DropoutNode : Node
    {
        private Tensor _x = null!;
        private ulong _key;
        private float _probability;

        public void Set(Tensor x, ulong key, float probability) => (_x, _key, _probability) = (x, key, probability);

        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            var to = tape.GradientInPlace(Output, _x, out var accumulate);
            tape.Workers.For(
                Elementwise.Blocks(_x.Length),
                new Mask(_x.Length, _key, _probability, from, to, accumulate)
            );
        }
    }

    private readonly struct Mask(int length, ulong key, float probability, float* x, float* to, bool accumulate)
        : IBlockWork
    {
        public void Run(int block)
        {
            var threshold = Vector256.Create((uint)(probability * 4294967296.0));
            var scale = Vector256.Create(1 / (1 - probability));
            var (low, high) = (Vector256.Create((uint)key), Vector256.Create((uint)(key >> 32)));
            var end = Math.Min(length, (block + 1) * Elementwise.Block);
            for (var i = block * Elementwise.Block; i < end; i += 8)
            {
                var bits = Hash(Vector256.Create((uint)i) + Vector256<uint>.Indices, low, high);
                var kept = Vector256.GreaterThanOrEqual(bits, threshold).AsSingle();
                var value = Vector256.Load(x + i) * scale & kept;
                (accumulate ? Vector256.Load(to + i) + value : value).Store(to + i);
            }
        }

        // The 32-bit finaliser of MurmurHash3 (Appleby) with the two halves of the key mixed in.
        private static Vector256<uint> Hash(Vector256<uint> number, Vector256<uint> low, Vector256<uint> high)
        {
            var h = number ^ low;
            h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
            h += high;
            h = (h ^ (h >> 13)) * 0xC2B2AE35u;
            return h ^ (h >> 16);
        }
    }
}
