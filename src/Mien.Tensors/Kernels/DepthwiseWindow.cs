using System.Runtime.CompilerServices;

namespace Mien.Tensors.Kernels;

/// <summary>
/// A copy of some rows of a picture for one register of channels: zero-padded all round, the channels of a pixel next to
/// each other and pixel after pixel, so that a whole plane fits the first-level cache whatever the number of channels. In
/// the picture itself the pixels of a register lie a power of two apart and would fight for the same cache sets.
/// </summary>
internal static unsafe class DepthwiseWindow
{
    /// <summary>Copies rows <paramref name="firstRow"/> up to <paramref name="firstRow"/> + <paramref name="rows"/>.</summary>
    /// <param name="picture">Pixel (0, 0) of the picture, at the first channel of the register.</param>
    /// <param name="size">Pixels of the picture.</param>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="used">Channels of the register that exist; the others become zeros.</param>
    /// <param name="firstRow">The first row, in spread pixels; may lie outside.</param>
    /// <param name="firstColumn">The first column, in spread pixels; may lie outside.</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="columns">Columns of the window.</param>
    /// <param name="spreadRows">Distance of the picture's rows in the window; between them are zeros.</param>
    /// <param name="spreadColumns">Distance of the picture's columns in the window.</param>
    /// <param name="target">rows * columns registers.</param>
    public static void Copy<TVector, TLanes>(
        float* picture,
        Extent size,
        int channels,
        int used,
        int firstRow,
        int firstColumn,
        int rows,
        int columns,
        int spreadRows,
        int spreadColumns,
        float* target
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        for (var row = firstRow; row < firstRow + rows; row++)
        {
            if (row < 0 || row >= size.Rows * spreadRows || row % spreadRows != 0)
            {
                new Span<float>(target, columns * TLanes.Count).Clear();
                target += columns * TLanes.Count;
                continue;
            }

            var line = picture + (nint)(row / spreadRows) * size.Columns * channels;
            if (spreadColumns == 1)
            {
                CopyRow<TVector, TLanes>(line, size.Columns, channels, used, firstColumn, columns, target);
            }
            else
            {
                SpreadRow<TVector, TLanes>(
                    line,
                    size.Columns,
                    channels,
                    used,
                    firstColumn,
                    columns,
                    spreadColumns,
                    target
                );
            }

            target += columns * TLanes.Count;
        }
    }

    /// <summary>Copies registers back to pixels <paramref name="channels"/> floats apart, the existing channels alone.</summary>
    public static void CopyBack(float* registers, int lanes, int count, float* pixels, int channels, int used)
    {
        for (var i = 0; i < count; i++)
        {
            for (var channel = 0; channel < used; channel++)
            {
                pixels[channel] = registers[channel];
            }

            registers += lanes;
            pixels += channels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRow<TVector, TLanes>(
        float* line,
        int lineColumns,
        int channels,
        int used,
        int firstColumn,
        int columns,
        float* target
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var before = Math.Clamp(-firstColumn, 0, columns);
        var end = Math.Clamp(lineColumns - firstColumn, before, columns);
        var zero = TLanes.Broadcast(0);
        var column = 0;
        for (; column < before; column++)
        {
            TLanes.Store(target + column * TLanes.Count, zero);
        }

        var source = line + (nint)(firstColumn + before) * channels;
        if (used == TLanes.Count)
        {
            for (; column < end; column++)
            {
                TLanes.Store(target + column * TLanes.Count, TLanes.Load(source));
                source += channels;
            }
        }
        else
        {
            for (; column < end; column++)
            {
                CopyUsed<TVector, TLanes>(source, used, target + column * TLanes.Count);
                source += channels;
            }
        }

        for (; column < columns; column++)
        {
            TLanes.Store(target + column * TLanes.Count, zero);
        }
    }

    private static void SpreadRow<TVector, TLanes>(
        float* line,
        int lineColumns,
        int channels,
        int used,
        int firstColumn,
        int columns,
        int spread,
        float* target
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        for (var i = 0; i < columns; i++)
        {
            var column = firstColumn + i;
            var inside = column >= 0 && column < lineColumns * spread && column % spread == 0;
            var source = line + (nint)(column / spread) * channels;
            CopyUsed<TVector, TLanes>(source, inside ? used : 0, target + i * TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyUsed<TVector, TLanes>(float* source, int used, float* target)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TLanes.Store(target, TLanes.Broadcast(0));
        for (var channel = 0; channel < used; channel++)
        {
            target[channel] = source[channel];
        }
    }
}
