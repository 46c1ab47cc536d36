using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Tensors.Kernels;

/// <summary>Packs a matrix into panels a few columns wide, in which the product reads one step after the other.</summary>
internal static unsafe class Panels
{
    /// <summary>
    /// Writes <paramref name="columns"/> columns (at most a panel's width; the rest becomes zeros) of
    /// <paramref name="steps"/> steps: target[k * width + n] = source[k * stepStride + n * columnStride].
    /// One of the two strides is 1.
    /// </summary>
    public static void Pack<TVector, TLanes>(
        float* source,
        nint stepStride,
        nint columnStride,
        int steps,
        int columns,
        float* target
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var width = 2 * TLanes.Count;
        if (columnStride != 1)
        {
            PackTransposed(source, stepStride, columnStride, steps, columns, width, target);
        }
        else if (columns == width)
        {
            PackFull<TVector, TLanes>(source, stepStride, steps, target);
        }
        else if (columns == TLanes.Count)
        {
            PackHalf<TVector, TLanes>(source, stepStride, steps, target);
        }
        else
        {
            PackPartial(source, stepStride, steps, columns, width, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackFull<TVector, TLanes>(float* source, nint stepStride, int steps, float* target)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        for (var k = 0; k < steps; k++)
        {
            TLanes.Store(target, TLanes.Load(source));
            TLanes.Store(target + TLanes.Count, TLanes.Load(source + TLanes.Count));
            source += stepStride;
            target += 2 * TLanes.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackHalf<TVector, TLanes>(float* source, nint stepStride, int steps, float* target)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var zeros = TLanes.Broadcast(0);
        for (var k = 0; k < steps; k++)
        {
            TLanes.Store(target, TLanes.Load(source));
            TLanes.Store(target + TLanes.Count, zeros);
            source += stepStride;
            target += 2 * TLanes.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackPartial(float* source, nint stepStride, int steps, int columns, int width, float* target)
    {
        for (var k = 0; k < steps; k++)
        {
            new ReadOnlySpan<float>(source, columns).CopyTo(new Span<float>(target, columns));
            new Span<float>(target + columns, width - columns).Clear();
            source += stepStride;
            target += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed(
        float* source,
        nint stepStride,
        nint columnStride,
        int steps,
        int columns,
        int width,
        float* target
    )
    {
        var wholeColumns = stepStride == 1 && Sse.IsSupported ? columns & ~3 : 0;
        var wholeSteps = steps & ~3;
        for (var n = 0; n < wholeColumns; n += 4)
        {
            for (var k = 0; k < wholeSteps; k += 4)
            {
                Transpose4x4(source + n * columnStride + k, columnStride, target + (nint)k * width + n, width);
            }

            CopyTransposed(source, stepStride, columnStride, wholeSteps, steps, n, n + 4, width, target);
        }

        CopyTransposed(source, stepStride, columnStride, 0, steps, wholeColumns, columns, width, target);
        for (var k = 0; columns < width && k < steps; k++)
        {
            new Span<float>(target + (nint)k * width + columns, width - columns).Clear();
        }
    }

    private static void CopyTransposed(
        float* source,
        nint stepStride,
        nint columnStride,
        int firstStep,
        int endStep,
        int firstColumn,
        int endColumn,
        int width,
        float* target
    )
    {
        for (var k = firstStep; k < endStep; k++)
        {
            for (var n = firstColumn; n < endColumn; n++)
            {
                target[(nint)k * width + n] = source[k * stepStride + n * columnStride];
            }
        }
    }

    // Rows 0 to 3 of four columns: pairs are interleaved, then halves are joined.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4x4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var a = Vector128.Load(source);
        var b = Vector128.Load(source + sourceStride);
        var c = Vector128.Load(source + 2 * sourceStride);
        var d = Vector128.Load(source + 3 * sourceStride);
        var ac = Sse.UnpackLow(a, b);
        var bd = Sse.UnpackLow(c, d);
        var ca = Sse.UnpackHigh(a, b);
        var db = Sse.UnpackHigh(c, d);
        Vector128.Store(Sse.MoveLowToHigh(ac, bd), target);
        Vector128.Store(Sse.MoveHighToLow(bd, ac), target + targetStride);
        Vector128.Store(Sse.MoveLowToHigh(ca, db), target + 2 * targetStride);
        Vector128.Store(Sse.MoveHighToLow(db, ca), target + 3 * targetStride);
    }
}
