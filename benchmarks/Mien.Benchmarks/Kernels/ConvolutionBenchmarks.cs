using BenchmarkDotNet.Attributes;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Kernels;

/// <summary>Convolution and its gradients over windows, against the way by a matrix of patches (forward only).</summary>
public unsafe class ConvolutionBenchmarks : ConvolutionDirections
{
    private Tensor _patches = null!;

    private protected override ConvolutionSizes Sizes { get; } =
        new()
        {
            Images = 4,
            Input = new Extent(1, 56, 56),
            ChannelsIn = 64,
            ChannelsOut = 64,
            Kernel = new Extent(1, 3, 3),
            PaddingBefore = new Extent(0, 1, 1),
            PaddingAfter = new Extent(0, 1, 1),
        };

    [GlobalSetup]
    public override void SetUp()
    {
        base.SetUp();
        _patches = Tensor.Create(new Shape(4 * 56 * 56, Sizes.Depth));
    }

    [GlobalCleanup]
    public override void CleanUp()
    {
        _patches.Dispose();
        base.CleanUp();
    }

    [Benchmark(Baseline = true)]
    public void ForwardByPatches()
    {
        Gather();
        var (rows, depth) = (_patches.Shape[0], Sizes.Depth);
        var (patches, weight) = (new MatrixView(_patches.Data, depth), new MatrixView(Weight.Data, 64));
        Gemm.Multiply(Team, rows, 64, depth, patches, weight, Y.Data, 64);
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
                    X.Values.Slice(((image * 56 + y) * 56 + x) * 64, 64).CopyTo(target);
                }
                else
                {
                    target.Clear();
                }
            }
        }
    }
}
