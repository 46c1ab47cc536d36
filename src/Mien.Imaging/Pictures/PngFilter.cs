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
        if (filter == 0)
        {
            return;
        }

        for (var i = 0; i < row.Length; i++)
        {
            var a = i < pixel ? 0 : row[i - pixel];
            var c = i < pixel ? 0 : above[i - pixel];
            row[i] += (byte)Predict(filter, a, above[i], c);
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
