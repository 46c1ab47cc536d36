using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Loops over whole buffers. Buffers begin on a 64-byte line and end on one, so the last vector may reach into padding
/// that nobody reads.
/// </summary>
internal static unsafe class Elementwise
{
    /// <summary>Floats a block: 32 kB a stream, so that a few streams stay in the first two caches.</summary>
    public const int Block = 8192;

    public static int Blocks(int length) => (length + Block - 1) / Block;

    /// <summary>to = f(x), or to += f(x).</summary>
    public static void Map<TFunction>(
        Workers workers,
        int length,
        float* x,
        float* to,
        TFunction f,
        bool accumulate = false
    )
        where TFunction : struct, IUnaryFunction
    {
        if (accumulate)
        {
            workers.For(Blocks(length), new UnaryAdd<TFunction>(length, x, to, f));
        }
        else
        {
            workers.For(Blocks(length), new Unary<TFunction>(length, x, to, f));
        }
    }

    /// <summary>to = f(a, b), or to += f(a, b).</summary>
    public static void Map<TFunction>(
        Workers workers,
        int length,
        float* a,
        float* b,
        float* to,
        TFunction f,
        bool accumulate = false
    )
        where TFunction : struct, IBinaryFunction
    {
        if (accumulate)
        {
            workers.For(Blocks(length), new BinaryAdd<TFunction>(length, a, b, to, f));
        }
        else
        {
            workers.For(Blocks(length), new Binary<TFunction>(length, a, b, to, f));
        }
    }

    /// <summary>to = x, or to += x; nothing when both are the same memory.</summary>
    public static void Copy(Workers workers, int length, float* x, float* to, bool accumulate)
    {
        if (x != to)
        {
            Map(workers, length, x, to, default(Identity), accumulate);
        }
    }

    private readonly struct Identity : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => x;
    }

    private readonly struct Unary<TFunction>(int length, float* x, float* to, TFunction f) : IBlockWork
        where TFunction : struct, IUnaryFunction
    {
        public void Run(int block)
        {
            var end = Math.Min(length, (block + 1) * Block);
            for (var i = block * Block; i < end; i += 16)
            {
                f.Apply(Vector512.Load(x + i)).Store(to + i);
            }
        }
    }

    private readonly struct UnaryAdd<TFunction>(int length, float* x, float* to, TFunction f) : IBlockWork
        where TFunction : struct, IUnaryFunction
    {
        public void Run(int block)
        {
            var end = Math.Min(length, (block + 1) * Block);
            for (var i = block * Block; i < end; i += 16)
            {
                (Vector512.Load(to + i) + f.Apply(Vector512.Load(x + i))).Store(to + i);
            }
        }
    }

    private readonly struct Binary<TFunction>(int length, float* a, float* b, float* to, TFunction f) : IBlockWork
        where TFunction : struct, IBinaryFunction
    {
        public void Run(int block)
        {
            var end = Math.Min(length, (block + 1) * Block);
            for (var i = block * Block; i < end; i += 16)
            {
                f.Apply(Vector512.Load(a + i), Vector512.Load(b + i)).Store(to + i);
            }
        }
    }

    private readonly struct BinaryAdd<TFunction>(int length, float* a, float* b, float* to, TFunction f) : IBlockWork
        where TFunction : struct, IBinaryFunction
    {
        public void Run(int block)
        {
            var end = Math.Min(length, (block + 1) * Block);
            for (var i = block * Block; i < end; i += 16)
            {
                (Vector512.Load(to + i) + f.Apply(Vector512.Load(a + i), Vector512.Load(b + i))).Store(to + i);
            }
        }
    }
}
