using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Recognition.SupportVectors;

/// <summary>
/// The inner products of every two samples, computed once and shared by all folds: leaving subjects out only selects rows
/// and columns. Summed in double precision.
/// </summary>
public sealed class SampleProducts
{
    private const int Rows = 4;

    private readonly double[] _products;
    private readonly double[] _sums;

    /// <summary>Computes all products.</summary>
    /// <param name="samples">One sample after the other.</param>
    /// <param name="features">Values of a sample.</param>
    public SampleProducts(ReadOnlySpan<float> samples, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        (Count, Features) = (samples.Length / features, features);
        _products = new double[(long)Count * Count];
        _sums = new double[Count];
        var wide = new double[Rows * features];
        for (var first = 0; first < Count; first += Rows)
        {
            FillRows(samples, first, Math.Min(Rows, Count - first), wide);
        }
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Values of a sample.</summary>
    public int Features { get; }

    /// <summary>Inner product of two samples.</summary>
    public double this[int a, int b] => _products[((long)a * Count) + b];

    /// <summary>Variance of all values of chosen samples together (population formula).</summary>
    public double Variance(IReadOnlyList<int> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < samples.Count; i++)
        {
            sum += _sums[samples[i]];
            squares += this[samples[i], samples[i]];
        }

        var values = (double)samples.Count * Features;
        var mean = sum / values;
        return (squares / values) - (mean * mean);
    }

    /// <summary>
    /// The products of up to four samples with themselves and all later ones: four rows are widened to doubles once, so
    /// that a later sample is read once for all of them.
    /// </summary>
    private void FillRows(ReadOnlySpan<float> samples, int first, int rows, double[] wide)
    {
        for (var row = 0; row < rows; row++)
        {
            var sample = samples.Slice((first + row) * Features, Features);
            for (var i = 0; i < Features; i++)
            {
                wide[(row * Features) + i] = sample[i];
                _sums[first + row] += sample[i];
            }
        }

        for (var row = rows; row < Rows; row++)
        {
            wide.AsSpan(row * Features, Features).Clear();
        }

        Span<double> products = stackalloc double[Rows];
        for (var other = first; other < Count; other++)
        {
            Products(wide, samples.Slice(other * Features, Features), products);
            for (var row = 0; row < rows; row++)
            {
                _products[((long)(first + row) * Count) + other] = products[row];
                _products[((long)other * Count) + first + row] = products[row];
            }
        }
    }

    /// <summary>Products of four widened samples with another, in vectors of doubles and then value by value.</summary>
    private static void Products(ReadOnlySpan<double> four, ReadOnlySpan<float> other, Span<double> products)
    {
        var (features, lanes) = (other.Length, Vector<double>.Count);
        var (a, b, c, d) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        ref var rows = ref MemoryMarshal.GetReference(four);
        ref var values = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= features - (2 * lanes); i += 2 * lanes)
        {
            Vector.Widen(Vector.LoadUnsafe(ref values, (nuint)i), out var low, out var high);
            a += (At(ref rows, i) * low) + (At(ref rows, i + lanes) * high);
            b += (At(ref rows, i + features) * low) + (At(ref rows, i + features + lanes) * high);
            c += (At(ref rows, i + (2 * features)) * low) + (At(ref rows, i + (2 * features) + lanes) * high);
            d += (At(ref rows, i + (3 * features)) * low) + (At(ref rows, i + (3 * features) + lanes) * high);
        }

        (products[0], products[1], products[2], products[3]) = (
            Vector.Sum(a),
            Vector.Sum(b),
            Vector.Sum(c),
            Vector.Sum(d)
        );
        for (; i < features; i++)
        {
            for (var row = 0; row < Rows; row++)
            {
                products[row] += four[(row * features) + i] * other[i];
            }
        }
    }

    private static Vector<double> At(ref double rows, int i) => Vector.LoadUnsafe(ref rows, (nuint)i);
}
