using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>Bars of shares with the counts they come from: how many of each group.</summary>
internal static class SharePlot
{
    private const double Left = 130;
    private const double Width = 380;
    private const double Row = 26;

    /// <summary>Draws the bars, one row a group.</summary>
    /// <param name="markup">Where they go.</param>
    /// <param name="title">What they show, for those who cannot see them.</param>
    /// <param name="rows">Name, part and whole of each group.</param>
    public static void Draw(Markup markup, string title, IReadOnlyList<(string Name, int Part, int Whole)> rows)
    {
        var spoken = string.Join("; ", rows.Select(row => $"{row.Name} {row.Part} of {row.Whole}"));
        using var drawing = new Drawing(
            markup,
            Left + Width + 110,
            16 + (rows.Count * Row),
            $"{title}: {spoken}",
            fixedSize: true
        );
        for (var i = 0; i < rows.Count; i++)
        {
            var (name, part, whole) = rows[i];
            var y = 8 + (i * Row);
            var share = part / (double)Math.Max(1, whole);
            drawing.Label(Left - 10, y + 15, name, "soft", "end");
            drawing.Rectangle(Left, y + 3, Width, Row - 8, "cell");
            drawing.Rectangle(Left, y + 3, Width * share, Row - 8, "heat", 0.75);
            drawing.Label(Left + Width + 10, y + 15, $"{part} of {whole}", "soft");
        }
    }
}
