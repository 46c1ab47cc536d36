using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>
/// Differences to one reference with their intervals around a line of no difference (a forest plot); those that a test
/// cannot tell from zero are hollow and grey.
/// </summary>
internal static class DifferencePlot
{
    private const double Width = 940;
    private const double Left = 200;
    private const double Right = 640;
    private const double RowHeight = 26;
    private const double Top = 40;
    private const double Level = 0.05;

    public static void Draw(Markup markup, string title, string reference, IReadOnlyList<DifferenceRow> rows)
    {
        var reach = Reach(rows);
        var bottom = Top + (rows.Count * RowHeight);
        using var drawing = new Drawing(markup, Width, bottom + 40, $"{title}: {Describe(rows)}");
        DrawScale(drawing, reach, bottom, reference);
        for (var i = 0; i < rows.Count; i++)
        {
            DrawRow(drawing, rows[i], Top + ((i + 0.5) * RowHeight), reach);
        }

        DrawLegend(drawing, bottom + 30);
    }

    private static void DrawScale(Drawing drawing, double reach, double bottom, string reference)
    {
        var middle = At(0, reach);
        drawing.Label(middle - 12, 14, "worse", "soft", "end");
        drawing.Label(middle + 12, 14, $"better than {reference}", "soft");
        for (var tick = -2; tick <= 2; tick++)
        {
            var (value, x) = (tick * reach / 2, At(tick * reach / 2, reach));
            drawing.Line(x, Top - 4, x, bottom, tick == 0 ? "zero" : "grid");
            drawing.Label(x, Top - 9, tick == 0 ? "0" : Number.Difference(value)[..5], "small", "middle");
        }

        drawing.Label(Right + 24, Top - 9, "Δ UF1", "small");
        drawing.Label(Right + 84, Top - 9, "95 % interval", "small");
        drawing.Label(Right + 226, Top - 9, "p, adjusted", "small");
    }

    private static void DrawRow(Drawing drawing, DifferenceRow row, double y, double reach)
    {
        var sure = row.P < Level;
        var style =
            !sure ? "unsure"
            : row.Difference > 0 ? "ahead"
            : "behind";
        drawing.Label(0, y + 4, row.Label, sure ? "strong" : "");
        drawing.Line(At(row.Low, reach), y, At(row.High, reach), y, $"bar-of {style}");
        drawing.Circle(At(row.Difference, reach), y, 4.6, $"point {style}");
        drawing.Label(Right + 24, y + 4, Number.Difference(row.Difference), sure ? "strong" : "");
        drawing.Label(Right + 84, y + 4, Number.DifferenceRange(row.Low, row.High), "soft");
        drawing.Label(Right + 226, y + 4, Number.P(row.P), sure ? "strong" : "soft");
    }

    private static void DrawLegend(Drawing drawing, double y)
    {
        var x = Left;
        foreach (
            var (style, text, width) in new[]
            {
                ("behind", "worse than the reference", 190.0),
                ("ahead", "better than the reference", 190.0),
                ("unsure", "cannot be told apart", 150.0),
            }
        )
        {
            drawing.Circle(x + 5, y - 4, 4.6, $"point {style}");
            drawing.Label(x + 16, y, text, "soft");
            x += width;
        }
    }

    /// <summary>The scale's end: the farthest interval, rounded up to a tenth, so that its half is told in two digits.</summary>
    private static double Reach(IReadOnlyList<DifferenceRow> rows) =>
        Math.Max(0.1, Math.Ceiling(rows.Max(row => Math.Max(Math.Abs(row.Low), Math.Abs(row.High))) * 10) / 10);

    private static double At(double difference, double reach) =>
        ((Left + Right) / 2) + (difference / reach * (Right - Left) / 2);

    private static string Describe(IReadOnlyList<DifferenceRow> rows) =>
        string.Join("; ", rows.Select(row => $"{row.Label} {Number.Difference(row.Difference)}, p {Number.P(row.P)}"));
}
