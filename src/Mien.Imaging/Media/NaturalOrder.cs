namespace Mien.Imaging.Media;

/// <summary>
/// File names as people count: runs of digits compare as numbers, so that img2 comes before img10. Names that differ in
/// leading zeros alone compare by length.
/// </summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The only instance.</summary>
    public static NaturalOrder Instance { get; } = new();

    private NaturalOrder() { }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var a = (x ?? "").AsSpan();
        var b = (y ?? "").AsSpan();
        while (a.Length > 0 && b.Length > 0)
        {
            var bothDigits = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]);
            var order = bothDigits ? CompareNumbers(ref a, ref b) : CompareLetter(ref a, ref b);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : (x ?? "").Length.CompareTo((y ?? "").Length);
    }

    private static int CompareLetter(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var order = a[0].CompareTo(b[0]);
        a = a[1..];
        b = b[1..];
        return order;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var first = TakeNumber(ref a);
        var second = TakeNumber(ref b);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    /// <summary>The leading digits without leading zeros.</summary>
    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? text.Length : length;
        var digits = text[..length];
        text = text[length..];
        return digits.TrimStart('0');
    }
}
