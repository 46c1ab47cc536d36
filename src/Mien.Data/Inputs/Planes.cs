using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Data.Inputs;

/// <summary>Vectorised passes over the values of one channel.</summary>
internal static class Planes
{
    public static void Add(Span<float> plane, float value)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        foreach (ref var vector in vectors)
        {
            vector += new Vector<float>(value);
        }

        foreach (ref var rest in plane[(vectors.Length * Vector<float>.Count)..])
        {
            rest += value;
        }
    }

    public static void Multiply(Span<float> plane, float value)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        foreach (ref var vector in vectors)
        {
            vector *= value;
        }

        foreach (ref var rest in plane[(vectors.Length * Vector<float>.Count)..])
        {
            rest *= value;
        }
    }

    public static void Clamp(Span<float> plane, float low, float high)
    {
        foreach (ref var value in plane)
        {
            value = Math.Clamp(value, low, high);
        }
    }

    public static float Mean(ReadOnlySpan<float> plane)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors)
        {
            sums += vector;
        }

        var sum = Vector.Sum(sums);
        foreach (var rest in plane[(vectors.Length * Vector<float>.Count)..])
        {
            sum += rest;
        }

        return sum / plane.Length;
    }

    /// <summary>mean((x - centre)^2).</summary>
    public static float MeanSquare(ReadOnlySpan<float> plane, float centre)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors)
        {
            var away = vector - new Vector<float>(centre);
            sums += away * away;
        }

        var sum = Vector.Sum(sums);
        foreach (var rest in plane[(vectors.Length * Vector<float>.Count)..])
        {
            sum += (rest - centre) * (rest - centre);
        }

        return sum / plane.Length;
    }

    public static void SpreadToBytes(Span<float> plane)
    {
        var (low, high) = Range(plane);
        var scale = high > low ? 255 / (high - low) : 0;
        foreach (ref var value in plane)
        {
            value = MathF.Round((value - low) * scale);
        }
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> plane)
    {
        var low = plane[0];
        var high = plane[0];
        foreach (var value in plane)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }
}
