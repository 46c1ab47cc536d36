using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mien.Foundation;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Tests.Kernels;

/// <summary>Matrix products against three plain loops, at sizes around the tiles and blocks of every instruction set.</summary>
public sealed unsafe class GemmTests
{
    public static TheoryData<int, int, int> Sizes =>
        new()
        {
            { 1, 1, 1 },
            { 1, 33, 5 },
            { 3, 5, 17 },
            { 7, 16, 64 },
            { 8, 32, 33 },
            { 9, 48, 1 },
            { 64, 3, 321 },
            { 65, 31, 700 },
            { 129, 17, 32 },
            { 300, 65, 40 },
            { 33, 20, 1500 },
            { 17, 130, 2100 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Product_with_AVX512_equals_the_plain_loops(int rows, int columns, int depth)
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "this processor has no AVX-512");
        CheckAll<Vector512<float>, Lanes512>(rows, columns, depth);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Product_with_AVX2_equals_the_plain_loops(int rows, int columns, int depth)
    {
        Assert.SkipUnless(Fma.IsSupported, "this processor has no AVX2 with FMA");
        CheckAll<Vector256<float>, Lanes256>(rows, columns, depth);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Product_with_the_narrowest_registers_equals_the_plain_loops(int rows, int columns, int depth) =>
        CheckAll<Vector128<float>, Lanes128>(rows, columns, depth);

    [Theory]
    [InlineData(500, 70, 90)]
    [InlineData(40, 150, 3000)]
    public void Product_has_the_same_bits_for_any_number_of_threads(int rows, int columns, int depth)
    {
        using var left = KernelData.Random(rows * depth, 1);
        using var right = KernelData.Random(depth * columns, 2);
        using var one = new KernelData(rows * columns);
        using var many = new KernelData(rows * columns);
        using var team = new Workers(1);
        Gemm.Multiply(
            team,
            rows,
            columns,
            depth,
            new(left.First, depth),
            new(right.First, columns),
            one.First,
            columns
        );
        foreach (var threads in new[] { 2, 3, 5 })
        {
            using var larger = new Workers(threads);
            many.Values.Clear();
            Gemm.Multiply(
                larger,
                rows,
                columns,
                depth,
                new(left.First, depth),
                new(right.First, columns),
                many.First,
                columns
            );
            Assert.True(one.Values.SequenceEqual(many.Values));
        }
    }

    [Fact]
    public void Peak_rate_of_the_processor_is_measured()
    {
        using var team = new Workers(1);
        Assert.InRange(FmaPeak.Measure(team, milliseconds: 1), 1e7, 1e13);
    }

    private static void CheckAll<TVector, TLanes>(int rows, int columns, int depth)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        foreach (var leftTransposed in new[] { false, true })
        {
            foreach (var rightTransposed in new[] { false, true })
            {
                Check<TVector, TLanes>(
                    rows,
                    columns,
                    depth,
                    leftTransposed,
                    rightTransposed,
                    withBias: false,
                    accumulate: false
                );
                Check<TVector, TLanes>(
                    rows,
                    columns,
                    depth,
                    leftTransposed,
                    rightTransposed,
                    withBias: true,
                    accumulate: false
                );
                Check<TVector, TLanes>(
                    rows,
                    columns,
                    depth,
                    leftTransposed,
                    rightTransposed,
                    withBias: false,
                    accumulate: true
                );
            }
        }
    }

    private static void Check<TVector, TLanes>(
        int rows,
        int columns,
        int depth,
        bool leftTransposed,
        bool rightTransposed,
        bool withBias,
        bool accumulate
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        const int Gap = 3;
        var stride = columns + Gap;
        using var left = KernelData.Random(rows * depth, 1);
        using var right = KernelData.Random(depth * columns, 2);
        using var bias = KernelData.Random(columns, 3);
        using var target = KernelData.Random(rows * stride, 4);
        using var expected = KernelData.Random(rows * stride, 4);
        using var team = new Workers(2);
        var leftView = leftTransposed ? new MatrixView(left.First, rows).Transposed : new MatrixView(left.First, depth);
        var rightView = rightTransposed
            ? new MatrixView(right.First, depth).Transposed
            : new MatrixView(right.First, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = accumulate
                    ? expected.Values[row * stride + column]
                    : (double)(withBias ? bias.Values[column] : 0);
                for (var k = 0; k < depth; k++)
                {
                    sum += (double)*leftView.At(row, k) * *rightView.At(k, column);
                }

                expected.Values[row * stride + column] = (float)sum;
            }
        }

        var product = new GemmProduct
        {
            Rows = rows,
            Columns = columns,
            Depth = depth,
            Left = leftView,
            Right = rightView,
            Target = target.First,
            TargetStride = stride,
            Bias = withBias ? bias.First : null,
            Accumulate = accumulate,
        };
        GemmKernel.Run<TVector, TLanes>(team, in product);
        KernelData.AssertClose(expected.Values, target.Values, 1e-6 * Math.Sqrt(depth) + 1e-6);
    }
}
