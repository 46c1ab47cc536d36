using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Precision;

/// <summary>Milliseconds of one product, rows x 256 times 256 x 256, in three precisions.</summary>
internal sealed unsafe record ProductTimes(double Float32, double Bfloat16, double Int8)
{
    private const int Size = 256;

    /// <summary>Measures and prints them, with the largest difference to the product in float32.</summary>
    public static ProductTimes Measure(Workers team, int rows)
    {
        using var left = RandomTensor.Create(1, rows, Size);
        using var right = RandomTensor.Create(2, Size, Size);
        using var target = Tensor.Create(new Shape(rows, Size));
        using var other = Tensor.Create(new Shape(rows, Size));
        var float32 = PrecisionReport.Best(() => Multiply(team, left, right, target));
        using var half = new Bfloat16Product(team, right.Values, Size, Size);
        var bfloat16 = PrecisionReport.Best(() => half.Run(left.Data, rows, other.Data));
        var halfError = Difference(target, other);
        using var eighth = new Int8Product(team, right.Values, Size, Size);
        var int8 = PrecisionReport.Best(() => eighth.Run(left.Data, rows, -1, 1, other.Data));
        var work = 2e-6 * rows * Size * Size;
        Console.WriteLine(
            $"product {rows}x{Size}x{Size}: float32 {float32:F3} ms ({work / float32:F0} G/s), "
                + $"bfloat16 weights {bfloat16:F3} ms (x{float32 / bfloat16:F2}, error {halfError:P2} of the largest), "
                + $"int8 {int8:F3} ms (x{float32 / int8:F2}, error {Difference(target, other):P2})"
        );
        return new ProductTimes(float32, bfloat16, int8);
    }

    /// <summary>Milliseconds of a product in float32.</summary>
    public static double Float(Workers team, int rows, int columns, int depth)
    {
        using var left = RandomTensor.Create(1, rows, depth);
        using var right = RandomTensor.Create(2, depth, columns);
        using var target = Tensor.Create(new Shape(rows, columns));
        return PrecisionReport.Best(() => Multiply(team, left, right, target));
    }

    private static void Multiply(Workers team, Tensor left, Tensor right, Tensor target) =>
        Matrix.Multiply(team, left.Shape[0], right.Shape[1], right.Shape[0], left.Data, right.Data, null, target.Data);

    private static double Difference(Tensor expected, Tensor found)
    {
        var (largest, difference) = (0f, 0f);
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected.Values[i]));
            difference = Math.Max(difference, Math.Abs(expected.Values[i] - found.Values[i]));
        }

        return difference / largest;
    }
}
