using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Measures;

/// <summary>The matrix product of ConvMixer-256's 1x1 convolution at batch 16: 4096x256 times 256x256.</summary>
internal sealed unsafe class GemmMeasure(string name) : RepeatedMeasure
{
    private const int Rows = 4096;
    private const int Columns = 256;
    private const int Depth = 256;
    private const double Flops = 2.0 * Rows * Columns * Depth;
    private readonly Workers _team = new(TeamSize.Threads);
    private readonly Tensor _left = RandomTensor.Create(1, Rows, Depth);
    private readonly Tensor _right = RandomTensor.Create(2, Depth, Columns);
    private readonly Tensor _product = Tensor.Create(new Shape(Rows, Columns));
    private double _best = double.MaxValue;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override void Dispose()
    {
        var peak = FmaPeak.Measure(_team);
        Console.Error.WriteLine(
            $"{name}: {Flops / _best / 1e9:F0} of {peak / 1e9:F0} GFLOP/s, {Flops / _best / peak:P0} of the peak, {FmaPeak.InstructionSet}"
        );
        _left.Dispose();
        _right.Dispose();
        _product.Dispose();
        _team.Dispose();
    }

    /// <inheritdoc/>
    protected override void Work()
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        fixed (
            float* left = _left.Values,
                right = _right.Values,
                product = _product.Values
        )
        {
            Gemm.Multiply(
                _team,
                Rows,
                Columns,
                Depth,
                new MatrixView(left, Depth),
                new MatrixView(right, Columns),
                product,
                Columns
            );
        }

        _best = Math.Min(_best, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
