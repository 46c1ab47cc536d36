namespace Mien.Imaging.Pictures;

/// <summary>The predictors of PNG's row filters (specification, section 9).</summary>
internal static class PngFilter
{
    /// <summary>The value predicted from the left (a), upper (b) and upper left (c) bytes by filter 0..4.</summary>
    public static int Predict(int filter, int a, int b, int c) =>
        filter switch
        {
            0 => 0,
            1 => a,
            2 => b,
            3 => (a + b) / 2,
            _ => Paeth(a, b, c),
        };

    /// <summary>Undoes the filter of a row in place.</summary>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        switch (filter)
        {
            case 1:
                for (var i = pixel; i < row.Length; i++)
                {
                    row[i] += row[i - pixel];
                }

                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                break;
            case 3:
                UndoAverage(row, above, pixel);
                break;
            case 4:
                UndoPaeth(row, above, pixel);
                break;
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        var first = Math.Min(pixel, row.Length);
        for (var i = 0; i < first; i++)
        {
            row[i] += (byte)(above[i] / 2);
        }

        for (var i = first; i < row.Length; i++)
        {
            row[i] += (byte)((row[i - pixel] + above[i]) / 2);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        var first = Math.Min(pixel, row.Length);
        for (var i = 0; i < first; i++)
        {
            row[i] += above[i];
        }

        for (var i = first; i < row.Length; i++)
        {
            row[i] += (byte)Paeth(row[i - pixel], above[i], above[i - pixel]);
        }
    }

    private static int Paeth(int a, int b, int c)
    {
        var pa = Math.Abs(b - c);
        var pb = Math.Abs(a - c);
        var pc = Math.Abs(a + b - (2 * c));
        return pa <= pb && pa <= pc ? a
            : pb <= pc ? b
            : c;
    }
}
