using BenchmarkDotNet.Attributes;
using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Kernels;

/// <summary>The packed matrix product against three plain loops, at the sizes of the networks.</summary>
public unsafe class GemmBenchmarks
{
    private Workers _team = null!;
    private Tensor _left = null!;
    private Tensor _right = null!;
    private Tensor _product = null!;

    [Params("4096x256x256", "3136x32x32", "64x3x1568")]
    public string Size { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    private int Rows { get; set; }

    private int Columns { get; set; }

    private int Depth { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var sizes = Array.ConvertAll(Size.Split('x'), int.Parse);
        (Rows, Columns, Depth) = (sizes[0], sizes[1], sizes[2]);
        _team = new Workers(Threads);
        _left = RandomTensor.Create(1, Rows, Depth);
        _right = RandomTensor.Create(2, Depth, Columns);
        _product = Tensor.Create(new Shape(Rows, Columns));
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        Array.ForEach([_left, _right, _product], tensor => tensor.Dispose());
        _team.Dispose();
    }

    [Benchmark]
    public void Packed()
    {
        fixed (
            float* left = _left.Values,
                right = _right.Values,
                product = _product.Values
        )
        {
            var (a, b) = (new MatrixView(left, Depth), new MatrixView(right, Columns));
            Gemm.Multiply(_team, Rows, Columns, Depth, a, b, product, Columns);
        }
    }

    [Benchmark(Baseline = true)]
    public void PlainLoops()
    {
        ReadOnlySpan<float> left = _left.Values,
            right = _right.Values;
        var product = _product.Values;
        product.Clear();
        for (var row = 0; row < Rows; row++)
        {
            for (var k = 0; k < Depth; k++)
            {
                var factor = left[row * Depth + k];
                for (var column = 0; column < Columns; column++)
                {
                    product[row * Columns + column] += factor * right[k * Columns + column];
                }
            }
        }
    }
}
