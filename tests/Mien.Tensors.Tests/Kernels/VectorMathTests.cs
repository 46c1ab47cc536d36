using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Tests.Kernels;

public sealed class VectorMathTests
{
    [Fact]
    public void Exp_is_within_three_units_in_the_last_place()
    {
        Sweep(-87, 87.9f, x => VectorMath.Exp(x), Math.Exp, (value, exact) => Math.Abs(value - exact) / exact, 2.5e-7);
        Assert.Equal(0, VectorMath.Exp(Vector512.Create(float.NegativeInfinity))[0], 1e-37f);
        Assert.True(float.IsNaN(VectorMath.Exp(Vector512.Create(float.NaN))[0]));
    }

    [Fact]
    public void Sigmoid_and_tanh_are_accurate()
    {
        Sweep(
            -30,
            30,
            VectorMath.Sigmoid,
            x => 1 / (1 + Math.Exp(-x)),
            (value, exact) => Math.Abs(value - exact) / exact,
            4e-7
        );
        Sweep(
            -10,
            10,
            VectorMath.Tanh,
            Math.Tanh,
            (value, exact) => Math.Abs(value - exact) / (Math.Abs(exact) + 1e-30),
            1e-6
        );
    }

    [Fact]
    public void Gelu_and_its_derivative_are_accurate()
    {
        Sweep(
            -13,
            13,
            x => VectorMath.Gelu(x, out _),
            x => x * Phi(x),
            (value, exact) => Math.Abs(value - exact),
            6e-7
        );
        Sweep(-5, 5, x => VectorMath.Gelu(x, out _), x => x * Phi(x), Relative, 1e-6);
        Sweep(
            -13,
            13,
            Slope,
            x => Phi(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)),
            (v, e) => Math.Abs(v - e),
            4e-7
        );
        Assert.Equal(1e30f, VectorMath.Gelu(Vector512.Create(1e30f), out _)[0]);
        Assert.Equal(0, VectorMath.Gelu(Vector512.Create(-1e30f), out _)[0], 1e-6f);
        Assert.True(float.IsNaN(VectorMath.Gelu(Vector512.Create(float.NaN), out _)[0]));
    }

    [Fact]
    public void Half_vectors_agree_with_whole_ones()
    {
        for (var start = -12f; start < 12; start += 0.37f)
        {
            var x = Vector512.Create(start) + (Vector512.ConvertToSingle(Vector512<int>.Indices) * 0.02f);
            var whole = VectorMath.Gelu(x, out var slope);
            var half = VectorMath.Gelu(x.GetUpper(), out var halfSlope);
            for (var lane = 0; lane < 8; lane++)
            {
                Assert.Equal(VectorMath.Exp(x)[lane + 8], VectorMath.Exp(x.GetUpper())[lane]);
                Assert.Equal(whole[lane + 8], half[lane]);
                Assert.Equal(slope[lane + 8], halfSlope[lane]);
            }
        }
    }

    private static double Relative(double value, double exact) => Math.Abs(value - exact) / (Math.Abs(exact) + 1e-30);

    private static Vector512<float> Slope(Vector512<float> x)
    {
        VectorMath.Gelu(x, out var slope);
        return slope;
    }

    private static void Sweep(
        float low,
        float high,
        Func<Vector512<float>, Vector512<float>> vector,
        Func<double, double> exact,
        Func<double, double, double> error,
        double bound
    )
    {
        const int Steps = 100_000;
        for (var i = 0; i <= Steps; i += 16)
        {
            var x = Vector512.Create((float)i) + (Vector512.ConvertToSingle(Vector512<int>.Indices));
            x = Vector512.Create(low) + (x * ((high - low) / Steps));
            var y = vector(x);
            for (var lane = 0; lane < 16; lane++)
            {
                var measured = error(y[lane], exact(x[lane]));
                Assert.True(measured <= bound, $"at {x[lane]}: {y[lane]} for {exact(x[lane])}, error {measured}");
            }
        }
    }

    // The normal distribution function from erfc by its continued fraction (Lentz) or series, in double precision.
    private static double Phi(double x) => x > 0 ? 1 - Phi(-x) : Erfc(-x / Math.Sqrt(2)) / 2;

    private static double Erfc(double z)
    {
        if (z < 2)
        {
            var (term, sum) = (z, z);
            for (var n = 1; n < 60; n++)
            {
                term *= -z * z / n;
                sum += term / ((2 * n) + 1);
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * sum);
        }

        var fraction = 0.0;
        for (var n = 120; n > 0; n--)
        {
            fraction = n / 2.0 / (z + fraction);
        }

        return Math.Exp(-z * z) / Math.Sqrt(Math.PI) / (z + fraction);
    }
}
