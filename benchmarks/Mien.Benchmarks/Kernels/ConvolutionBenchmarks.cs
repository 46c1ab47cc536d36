using BenchmarkDotNet.Attributes;
using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Kernels;

/// <summary>Convolution and its gradients over windows, against the way by a matrix of patches (forward only).</summary>
public unsafe class ConvolutionBenchmarks
{
    private static readonly ConvolutionSizes _sizes = new()
    {
        Images = 4,
        Input = new Extent(1, 56, 56),
        ChannelsIn = 64,
        ChannelsOut = 64,
        Kernel = new Extent(1, 3, 3),
        PaddingBefore = new Extent(0, 1, 1),
        PaddingAfter = new Extent(0, 1, 1),
    };

    private Workers _team = null!;
    private Tensor _x = null!;
    private Tensor _weight = null!;
    private Tensor _y = null!;
    private Tensor _patches = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _team = new Workers(Threads);
        _x = RandomTensor.Create(1, 4, 56, 56, 64);
        _weight = RandomTensor.Create(2, 3, 3, 64, 64);
        _y = RandomTensor.Create(3, 4, 56, 56, 64);
        _patches = Tensor.Create(new Shape(4 * 56 * 56, _sizes.Depth));
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        Array.ForEach([_x, _weight, _y, _patches], tensor => tensor.Dispose());
        _team.Dispose();
    }

    [Benchmark]
    public void Forward()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            DenseConvolution.Forward(_team, in _sizes, x, weight, null, y);
        }
    }

    [Benchmark]
    public void InputGradient()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            DenseConvolution.InputGradient(_team, in _sizes, y, weight, x, accumulate: false);
        }
    }

    [Benchmark]
    public void WeightGradient()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            DenseConvolution.WeightGradient(_team, in _sizes, x, y, weight, accumulate: false);
        }
    }

    [Benchmark(Baseline = true)]
    public void ForwardByPatches()
    {
        Gather();
        fixed (
            float* patches = _patches.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            var (rows, depth) = (_patches.Shape[0], _sizes.Depth);
            Gemm.Multiply(_team, rows, 64, depth, new MatrixView(patches, depth), new MatrixView(weight, 64), y, 64);
        }
    }

    private void Gather()
    {
        for (var pixel = 0; pixel < 4 * 56 * 56; pixel++)
        {
            var (image, row, column) = (pixel / (56 * 56), pixel / 56 % 56, pixel % 56);
            for (var tap = 0; tap < 9; tap++)
            {
                var (y, x) = (row + tap / 3 - 1, column + tap % 3 - 1);
                var target = _patches.Values.Slice((pixel * 9 + tap) * 64, 64);
                if ((uint)y < 56 && (uint)x < 56)
                {
                    _x.Values.Slice(((image * 56 + y) * 56 + x) * 64, 64).CopyTo(target);
                }
                else
                {
                    target.Clear();
                }
            }
        }
    }
}
