using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>Honest and leaky scores of one model each, joined by what the leak is worth, on one scale from 0 to 1.</summary>
internal static class GapPlot
{
    private const double Width = 940;
    private const double Left = 200;
    private const double Right = 690;
    private const double RowHeight = 26;
    private const double Top = 30;

    public static void Draw(Markup markup, string title, IReadOnlyList<GapRow> rows)
    {
        var bottom = Top + (rows.Count * RowHeight);
        using var drawing = new Drawing(markup, Width, bottom + 40, $"{title}: {Describe(rows)}");
        DrawScale(drawing, bottom);
        for (var i = 0; i < rows.Count; i++)
        {
            DrawRow(drawing, rows[i], Top + ((i + 0.5) * RowHeight));
        }

        drawing.Circle(Left + 5, bottom + 26, 4.6, "point behind");
        drawing.Label(Left + 16, bottom + 30, "honest", "soft");
        drawing.Circle(Left + 95, bottom + 26, 4.6, "point leak");
        drawing.Label(Left + 106, bottom + 30, "leaky, the same model", "soft");
    }

    private static void DrawScale(Drawing drawing, double bottom)
    {
        for (var tick = 0; tick <= 10; tick += 2)
        {
            var x = At(tick / 10.0);
            drawing.Line(x, Top - 4, x, bottom, "grid");
            drawing.Label(x, Top - 9, $"{tick / 10.0:0.0}", "small", "middle");
        }

        drawing.Label(Right + 20, Top - 9, "honest", "small");
        drawing.Label(Right + 80, Top - 9, "leaky", "small");
        drawing.Label(Right + 140, Top - 9, "gap", "small");
    }

    private static void DrawRow(Drawing drawing, GapRow row, double y)
    {
        drawing.Label(0, y + 4, row.Label, "");
        if (row.Honest is { } honest)
        {
            drawing.Line(At(honest), y, At(row.Leaky), y, "bar-of leak");
            drawing.Circle(At(honest), y, 4.6, "point behind");
            drawing.Label(Right + 20, y + 4, Number.Share(honest), "strong");
            drawing.Label(Right + 140, y + 4, Number.Difference(row.Leaky - honest), "strong leak");
        }

        drawing.Circle(At(row.Leaky), y, 4.6, "point leak");
        drawing.Label(Right + 80, y + 4, Number.Share(row.Leaky), "leak");
    }

    private static double At(double share) => Left + (share * (Right - Left));

    private static string Describe(IReadOnlyList<GapRow> rows) =>
        string.Join(
            "; ",
            rows.Select(row =>
                $"{row.Label} {(row.Honest is { } honest ? Number.Share(honest) : "not run")} honest, {Number.Share(row.Leaky)} leaky"
            )
        );
}
