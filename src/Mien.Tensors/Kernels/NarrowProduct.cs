using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Linear layers with a handful of outputs, such as a head over classes. A tile of the general product would be mostly
/// padding there; here the vectors run along the inputs instead, four outputs at once, with the weights turned to
/// [outputs, inputs] and filled up with zero rows.
/// </summary>
internal static unsafe class NarrowProduct
{
    private const int Group = 4;
    private const int RowsPerBlock = 32;
    private const int InputsPerBlock = 64;

    public static bool Suits(int rows, int inputs, int outputs) => outputs <= Group && inputs >= 64 && rows >= 4;

    /// <summary>y[r, o] = b[o] + sum over k of x[r, k] w[k, o]; the bias may be null.</summary>
    public static void Forward(
        Tape tape,
        int rows,
        int inputs,
        int outputs,
        float* x,
        float* weight,
        float* bias,
        float* y
    )
    {
        var turned = Turn(tape, inputs, outputs, weight);
        var work = new Rows(rows, inputs, outputs, x, turned.Data, bias, y);
        tape.Workers.For((rows + RowsPerBlock - 1) / RowsPerBlock, work);
        tape.ReleaseScratch(turned);
    }

    /// <summary>to[r, k] = sum over o of d[r, o] w[k, o], or to += that.</summary>
    public static void InputGradient(
        Tape tape,
        int rows,
        int inputs,
        int outputs,
        float* d,
        float* weight,
        float* to,
        bool accumulate
    )
    {
        var turned = Turn(tape, inputs, outputs, weight);
        var work = new InputRows(rows, inputs, outputs, d, turned.Data, to, accumulate);
        tape.Workers.For((rows + RowsPerBlock - 1) / RowsPerBlock, work);
        tape.ReleaseScratch(turned);
    }

    /// <summary>to[k, o] = sum over r of x[r, k] d[r, o], or to += that.</summary>
    public static void WeightGradient(
        Tape tape,
        int rows,
        int inputs,
        int outputs,
        float* x,
        float* d,
        float* to,
        bool accumulate
    ) =>
        tape.Workers.For(
            (inputs + InputsPerBlock - 1) / InputsPerBlock,
            new WeightRows(rows, inputs, outputs, x, d, to, accumulate)
        );

    private static Tensor Turn(Tape tape, int inputs, int outputs, float* weight)
    {
        var turned = tape.Scratch(Group * inputs);
        for (var k = 0; k < inputs; k++)
        {
            for (var o = 0; o < Group; o++)
            {
                turned.Data[(o * inputs) + k] = o < outputs ? weight[(k * outputs) + o] : 0;
            }
        }

        return turned;
    }

    private readonly struct Rows(int rows, int inputs, int outputs, float* x, float* turned, float* bias, float* y)
        : IBlockWork
    {
        public void Run(int block)
        {
            var sums = stackalloc float[Group];
            for (var row = block * RowsPerBlock; row < Math.Min(rows, (block + 1) * RowsPerBlock); row++)
            {
                Dots(x + ((long)row * inputs), sums);
                for (var o = 0; o < outputs; o++)
                {
                    y[((long)row * outputs) + o] = sums[o] + (bias == null ? 0 : bias[o]);
                }
            }
        }

        private void Dots(float* source, float* sums)
        {
            var (w0, w1, w2, w3) = (0, inputs, 2 * inputs, 3 * inputs);
            var (s0, s1) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var (s2, s3) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var k = 0;
            for (; k + 16 <= inputs; k += 16)
            {
                var value = Vector512.Load(source + k);
                s0 = VectorMath.Fma(value, Vector512.Load(turned + w0 + k), s0);
                s1 = VectorMath.Fma(value, Vector512.Load(turned + w1 + k), s1);
                s2 = VectorMath.Fma(value, Vector512.Load(turned + w2 + k), s2);
                s3 = VectorMath.Fma(value, Vector512.Load(turned + w3 + k), s3);
            }

            sums[0] = VectorMath.Sum(s0);
            sums[1] = VectorMath.Sum(s1);
            sums[2] = VectorMath.Sum(s2);
            sums[3] = VectorMath.Sum(s3);
            for (; k < inputs; k++)
            {
                for (var o = 0; o < Group; o++)
                {
                    sums[o] += source[k] * turned[(o * inputs) + k];
                }
            }
        }
    }

    private readonly struct InputRows(
        int rows,
        int inputs,
        int outputs,
        float* d,
        float* turned,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var slopes = stackalloc float[Group];
            for (var row = block * RowsPerBlock; row < Math.Min(rows, (block + 1) * RowsPerBlock); row++)
            {
                for (var o = 0; o < Group; o++)
                {
                    slopes[o] = o < outputs ? d[((long)row * outputs) + o] : 0;
                }

                Combine(slopes, to + ((long)row * inputs));
            }
        }

        private void Combine(float* slopes, float* target)
        {
            var (w1, w2, w3) = (inputs, 2 * inputs, 3 * inputs);
            var (d0, d1) = (Vector512.Create(slopes[0]), Vector512.Create(slopes[1]));
            var (d2, d3) = (Vector512.Create(slopes[2]), Vector512.Create(slopes[3]));
            var k = 0;
            for (; k + 16 <= inputs; k += 16)
            {
                var sum = accumulate ? Vector512.Load(target + k) : Vector512<float>.Zero;
                sum = VectorMath.Fma(d0, Vector512.Load(turned + k), sum);
                sum = VectorMath.Fma(d1, Vector512.Load(turned + w1 + k), sum);
                sum = VectorMath.Fma(d2, Vector512.Load(turned + w2 + k), sum);
                sum = VectorMath.Fma(d3, Vector512.Load(turned + w3 + k), sum);
                sum.Store(target + k);
            }

            for (; k < inputs; k++)
            {
                var sum = accumulate ? target[k] : 0;
                for (var o = 0; o < Group; o++)
                {
                    sum += slopes[o] * turned[(o * inputs) + k];
                }

                target[k] = sum;
            }
        }
    }

    private readonly struct WeightRows(
        int rows,
        int inputs,
        int outputs,
        float* x,
        float* d,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var first = block * InputsPerBlock;
            if (first + InputsPerBlock <= inputs)
            {
                var sums = stackalloc float[Group * InputsPerBlock];
                Columns(first, sums);
                for (var i = 0; i < Group * InputsPerBlock; i++)
                {
                    Put(first + (i % InputsPerBlock), i / InputsPerBlock, sums[i]);
                }

                return;
            }

            for (var i = 0; i < Group * (inputs - first); i++)
            {
                Put(first + (i / Group), i % Group, Element(first + (i / Group), i % Group));
            }
        }

        // Sixteen sums: four vectors of inputs for each of four outputs; outputs that are not there repeat the last.
        private void Columns(int first, float* sums)
        {
            Vector512<float> a0 = default,
                a1 = default,
                a2 = default,
                a3 = default;
            Vector512<float> b0 = default,
                b1 = default,
                b2 = default,
                b3 = default;
            Vector512<float> c0 = default,
                c1 = default,
                c2 = default,
                c3 = default;
            Vector512<float> e0 = default,
                e1 = default,
                e2 = default,
                e3 = default;
            var (second, third, fourth) = (Math.Min(1, outputs - 1), Math.Min(2, outputs - 1), outputs - 1);
            var source = x + first;
            var slope = d;
            for (var row = 0; row < rows; row++, source += inputs, slope += outputs)
            {
                var (x0, x1) = (Vector512.Load(source), Vector512.Load(source + 16));
                var (x2, x3) = (Vector512.Load(source + 32), Vector512.Load(source + 48));
                var factor = Vector512.Create(slope[0]);
                a0 = VectorMath.Fma(factor, x0, a0);
                a1 = VectorMath.Fma(factor, x1, a1);
                a2 = VectorMath.Fma(factor, x2, a2);
                a3 = VectorMath.Fma(factor, x3, a3);
                factor = Vector512.Create(slope[second]);
                b0 = VectorMath.Fma(factor, x0, b0);
                b1 = VectorMath.Fma(factor, x1, b1);
                b2 = VectorMath.Fma(factor, x2, b2);
                b3 = VectorMath.Fma(factor, x3, b3);
                factor = Vector512.Create(slope[third]);
                c0 = VectorMath.Fma(factor, x0, c0);
                c1 = VectorMath.Fma(factor, x1, c1);
                c2 = VectorMath.Fma(factor, x2, c2);
                c3 = VectorMath.Fma(factor, x3, c3);
                factor = Vector512.Create(slope[fourth]);
                e0 = VectorMath.Fma(factor, x0, e0);
                e1 = VectorMath.Fma(factor, x1, e1);
                e2 = VectorMath.Fma(factor, x2, e2);
                e3 = VectorMath.Fma(factor, x3, e3);
            }

            Store(a0, a1, a2, a3, sums);
            Store(b0, b1, b2, b3, sums + InputsPerBlock);
            Store(c0, c1, c2, c3, sums + (2 * InputsPerBlock));
            Store(e0, e1, e2, e3, sums + (3 * InputsPerBlock));
        }

        private static void Store(
            Vector512<float> s0,
            Vector512<float> s1,
            Vector512<float> s2,
            Vector512<float> s3,
            float* sums
        )
        {
            s0.Store(sums);
            s1.Store(sums + 16);
            s2.Store(sums + 32);
            s3.Store(sums + 48);
        }

        private float Element(int k, int o)
        {
            var sum = 0f;
            for (var row = 0; o < outputs && row < rows; row++)
            {
                sum += d[((long)row * outputs) + o] * x[((long)row * inputs) + k];
            }

            return sum;
        }

        private void Put(int k, int o, float value)
        {
            if (o < outputs)
            {
                var target = to + ((long)k * outputs) + o;
                *target = accumulate ? *target + value : value;
            }
        }
    }
}
