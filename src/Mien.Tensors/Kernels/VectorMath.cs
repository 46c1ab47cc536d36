using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Functions of 16 floats at once. On processors without 512-bit vectors they work on halves; only the fused multiply-add
/// may round differently.
/// </summary>
internal static class VectorMath
{
    /// <summary>e^x, relative error below 2e-7 between -87 and 88; saturates outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return Vector512.Create(Exp(x.GetLower()), Exp(x.GetUpper()));
        }

        // e^x = 2^n e^r with n = round(x / ln 2), |r| <= ln(2)/2; ln 2 in two parts keeps r exact (Cody and Waite).
        // e^r = 1 + r + r^2 q(r), q a relative minimax polynomial (error 3e-9 before rounding).
        // Bounds come first in Min and Max, so that a NaN passes through.
        x = Vector512.MinNative(Vector512.Create(88.0f), Vector512.MaxNative(Vector512.Create(-87.0f), x));
        var n = Vector512.Round(x * 1.44269504f);
        var r = Fma(n, Vector512.Create(-0.693359375f), x);
        r = Fma(n, Vector512.Create(2.12194440e-4f), r);
        var q = Vector512.Create(0.0013814613f);
        q = Fma(q, r, Vector512.Create(0.00836871f));
        q = Fma(q, r, Vector512.Create(0.04166839f));
        q = Fma(q, r, Vector512.Create(0.16666521f));
        q = Fma(q, r, Vector512.Create(0.49999994f));
        var e = Fma(q, r * r, r) + Vector512<float>.One;
        var power = Vector512.ShiftLeft(Vector512.ConvertToInt32Native(n) + Vector512.Create(127), 23).AsSingle();
        return e * power;
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>Hyperbolic tangent; a Taylor polynomial below 0.1, where the quotient would cancel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var e = Exp(x + x);
        var quotient = Vector512<float>.One - (Vector512.Create(2f) / (e + Vector512<float>.One));
        var square = x * x;
        var series = Fma(square, Vector512.Create(-17f / 315), Vector512.Create(2f / 15));
        series = Fma(square, series, Vector512.Create(-1f / 3));
        series = Fma(square * series, x, x);
        return Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(x), Vector512.Create(0.1f)),
            series,
            quotient
        );
    }

    /// <summary>x Phi(x) with the exact normal distribution function Phi (Hendrycks and Gimpel 2016), and its derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x, out Vector512<float> slope)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            var lower = Gelu(x.GetLower(), out var lowerSlope);
            var upper = Gelu(x.GetUpper(), out var upperSlope);
            slope = Vector512.Create(lowerSlope, upperSlope);
            return Vector512.Create(lower, upper);
        }

        // Phi(-a) = exp(-a^2 / 2) P(t), t = 1 / (1 + 0.34 a), a >= 0: the form of Abramowitz and Stegun 7.1.26 with a
        // polynomial fitted to relative error 1.1e-7 on [0, 7]. The exponential serves the derivative Phi(x) + x phi(x) too.
        var a = Vector512.MinNative(Vector512.Create(13f), Vector512.Abs(x));
        var t = Vector512<float>.One / Fma(a, Vector512.Create(0.34f), Vector512<float>.One);
        var bell = Exp(a * a * -0.5f);
        var p = Vector512.Create(0.04890503f);
        p = Fma(p, t, Vector512.Create(-0.21860425f));
        p = Fma(p, t, Vector512.Create(0.29735366f));
        p = Fma(p, t, Vector512.Create(-0.06354658f));
        p = Fma(p, t, Vector512.Create(0.17519899f));
        p = Fma(p, t, Vector512.Create(0.1237179f));
        p = Fma(p, t, Vector512.Create(0.13704407f));
        p = Fma(p, t, Vector512.Create(-6.875469e-05f));
        var tail = p * bell;
        var phi = Vector512.ConditionalSelect(
            Vector512.LessThan(x, Vector512<float>.Zero),
            tail,
            Vector512<float>.One - tail
        );
        slope = Fma(x * 0.39894228f, bell, phi);
        return x * phi;
    }

    /// <summary>The sum of the lanes, halves first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x)
    {
        var half = x.GetLower() + x.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        quarter += Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1));
        return quarter.ToScalar() + quarter.GetElement(1);
    }

    /// <summary>The largest lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(Vector512<float> x)
    {
        var half = Vector256.MaxNative(x.GetLower(), x.GetUpper());
        var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return float.MaxNative(quarter.ToScalar(), quarter.GetElement(1));
    }

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.MultiplyAddEstimate(a, b, c);

    // The same on half the lanes: without 512-bit registers the runtime's own splitting leaves calls in long formulas.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.MinNative(Vector256.Create(88.0f), Vector256.MaxNative(Vector256.Create(-87.0f), x));
        var n = Vector256.Round(x * 1.44269504f);
        var r = Fma(n, Vector256.Create(-0.693359375f), x);
        r = Fma(n, Vector256.Create(2.12194440e-4f), r);
        var q = Vector256.Create(0.0013814613f);
        q = Fma(q, r, Vector256.Create(0.00836871f));
        q = Fma(q, r, Vector256.Create(0.04166839f));
        q = Fma(q, r, Vector256.Create(0.16666521f));
        q = Fma(q, r, Vector256.Create(0.49999994f));
        var e = Fma(q, r * r, r) + Vector256<float>.One;
        var power = Vector256.ShiftLeft(Vector256.ConvertToInt32Native(n) + Vector256.Create(127), 23).AsSingle();
        return e * power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Gelu(Vector256<float> x, out Vector256<float> slope)
    {
        var a = Vector256.MinNative(Vector256.Create(13f), Vector256.Abs(x));
        var t = Vector256<float>.One / Fma(a, Vector256.Create(0.34f), Vector256<float>.One);
        var bell = Exp(a * a * -0.5f);
        var p = Vector256.Create(0.04890503f);
        p = Fma(p, t, Vector256.Create(-0.21860425f));
        p = Fma(p, t, Vector256.Create(0.29735366f));
        p = Fma(p, t, Vector256.Create(-0.06354658f));
        p = Fma(p, t, Vector256.Create(0.17519899f));
        p = Fma(p, t, Vector256.Create(0.1237179f));
        p = Fma(p, t, Vector256.Create(0.13704407f));
        p = Fma(p, t, Vector256.Create(-6.875469e-05f));
        var tail = p * bell;
        var phi = Vector256.ConditionalSelect(
            Vector256.LessThan(x, Vector256<float>.Zero),
            tail,
            Vector256<float>.One - tail
        );
        slope = Fma(x * 0.39894228f, bell, phi);
        return x * phi;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);
}
