using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>Figures with their intervals, seeds and the blind guess, one a row, on one scale from 0 to 1.</summary>
internal static class IntervalPlot
{
    private const double Width = 940;
    private const double Left = 190;
    private const double Right = 760;
    private const double UsualRow = 42;
    private const double DenseRow = 31;
    private const int ManyRows = 8;
    private const double Top = 22;

    public static void Draw(Markup markup, string title, IReadOnlyList<IntervalRow> rows)
    {
        var seeds = rows.Any(row => row.Seeds.Count > 1);
        var honest = rows.Any(row => row.Honest is not null);
        var linear = rows.Any(row => row.Linear is not null);
        var rowHeight = rows.Count > ManyRows ? DenseRow : UsualRow;
        var bottom = Top + (rows.Count * rowHeight);
        using var drawing = new Drawing(markup, Width, bottom + 46, title);
        DrawScale(drawing, bottom);
        for (var i = 0; i < rows.Count; i++)
        {
            DrawRow(drawing, rows[i], Top + ((i + 0.5) * rowHeight));
        }

        DrawLegend(drawing, bottom + 36, seeds, honest, linear);
    }

    private static void DrawScale(Drawing drawing, double bottom)
    {
        for (var tick = 0; tick <= 10; tick += 2)
        {
            var x = At(tick / 10.0);
            drawing.Line(x, Top - 6, x, bottom, "grid");
            drawing.Label(x, Top - 10, $"{tick / 10.0:0.0}", "small", "middle");
        }

        drawing.Line(Left, bottom, Right, bottom, "axis");
    }

    private static void DrawRow(Drawing drawing, IntervalRow row, double y)
    {
        var tone = Style(row.Tone);
        drawing.Label(0, row.Detail.Length > 0 ? y - 2 : y + 4, row.Label, $"strong {tone}".Trim());
        drawing.Label(0, y + 12, row.Detail, "small");
        drawing.Line(At(row.Low), y, At(row.High), y, $"span {tone}".Trim());
        drawing.Line(At(row.Majority), y - 10, At(row.Majority), y + 10, "blind");
        if (row.Linear is { } linear)
        {
            drawing.Line(At(linear), y - 10, At(linear), y + 10, "linear");
        }

        if (row.Seeds.Count > 1)
        {
            foreach (var seed in row.Seeds)
            {
                drawing.Circle(At(seed), y + 10, 2.6, "seed");
            }

            drawing.Diamond(At(row.Ensemble), y, 6, "diamond");
        }

        if (row.Honest is { } honest)
        {
            drawing.Triangle(At(honest), y, 6, "honest");
        }

        drawing.Circle(At(row.Mean), y, 5, $"dot {tone}".Trim());
        drawing.Label(Right + 18, y + 4, Number.Share(row.Mean), "strong");
        drawing.Label(Right + 66, y + 4, Number.Range([row.Low, row.High]), "soft");
    }

    private static void DrawLegend(Drawing drawing, double y, bool seeds, bool honest, bool linear)
    {
        // With six entries or more the legend needs the width of the labels too.
        var x = honest || linear ? 0 : Left;
        Entry(() => drawing.Circle(x + 5, y - 4, 5, "dot"), seeds ? "mean over seeds" : "score", seeds ? 130 : 76);
        if (seeds)
        {
            Entry(() => drawing.Circle(x + 5, y - 4, 2.6, "seed"), "one seed", 84);
            Entry(() => drawing.Diamond(x + 5, y - 4, 6, "diamond"), "averaged scores", 126);
        }

        Entry(() => drawing.Line(x - 4, y - 4, x + 12, y - 4, "span"), "95 % interval over subjects", 188);
        Entry(() => drawing.Line(x + 5, y - 13, x + 5, y + 4, "blind"), "majority class", 108);
        if (linear)
        {
            Entry(() => drawing.Line(x + 5, y - 13, x + 5, y + 4, "linear"), "linear SVM", 86);
        }

        if (honest)
        {
            Entry(() => drawing.Triangle(x + 5, y - 4, 6, "honest"), "subjects held out", 120);
        }

        void Entry(Action symbol, string text, double width)
        {
            symbol();
            drawing.Label(x + 18, y, text, "soft");
            x += width + 8;
        }
    }

    private static string Style(RowTone tone) =>
        tone switch
        {
            RowTone.Reference => "first",
            RowTone.Leaky => "leak",
            _ => "",
        };

    private static double At(double share) => Left + (share * (Right - Left));
}
