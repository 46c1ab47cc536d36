using System.Runtime.Intrinsics;

namespace Mien.Tensors.Operations;

/// <summary>Copies runs between buffers in which they stand at different distances.</summary>
internal static unsafe class Interleave
{
    /// <summary>Copies or adds <paramref name="count"/> runs of <paramref name="run"/> floats.</summary>
    public static void Copy(
        Workers workers,
        int count,
        int run,
        float* from,
        int fromStride,
        float* to,
        int toStride,
        bool accumulate
    )
    {
        var runsPerBlock = Math.Max(1, Kernels.Elementwise.Block / run);
        workers.For(
            (count + runsPerBlock - 1) / runsPerBlock,
            new Runs(count, run, runsPerBlock, from, fromStride, to, toStride, accumulate)
        );
    }

    private readonly struct Runs(
        int count,
        int run,
        int runsPerBlock,
        float* from,
        int fromStride,
        float* to,
        int toStride,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            if (run == 1)
            {
                Single(block);
                return;
            }

            for (var i = block * runsPerBlock; i < Math.Min(count, (block + 1) * runsPerBlock); i++)
            {
                var source = from + ((long)i * fromStride);
                var target = to + ((long)i * toStride);
                if (accumulate)
                {
                    Add(source, target);
                }
                else
                {
                    new ReadOnlySpan<float>(source, run).CopyTo(new Span<float>(target, run));
                }
            }
        }

        private void Single(int block)
        {
            for (var i = block * runsPerBlock; i < Math.Min(count, (block + 1) * runsPerBlock); i++)
            {
                var target = to + ((long)i * toStride);
                var value = from[(long)i * fromStride];
                *target = accumulate ? *target + value : value;
            }
        }

        private void Add(float* source, float* target)
        {
            var i = 0;
            for (; i + 16 <= run; i += 16)
            {
                (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
            }

            for (; i < run; i++)
            {
                target[i] += source[i];
            }
        }
    }
}
