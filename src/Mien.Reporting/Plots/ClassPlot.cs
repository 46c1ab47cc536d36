using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>Precision, recall and F1 of each class as bars from 0 to 1.</summary>
internal static class ClassPlot
{
    private const double Width = 940;
    private const double Left = 190;
    private const double Right = 840;
    private const double Top = 44;
    private const double RowHeight = 66;
    private const double Bar = 15;

    public static void Draw(Markup markup, string title, IReadOnlyList<ClassSummary> classes)
    {
        var bottom = Top + (classes.Count * RowHeight);
        using var drawing = new Drawing(markup, Width, bottom + 8, title);
        DrawLegend(drawing);
        for (var tick = 0; tick <= 10; tick += 2)
        {
            drawing.Line(At(tick / 10.0), Top - 4, At(tick / 10.0), bottom, "grid");
            drawing.Label(At(tick / 10.0), Top - 8, $"{tick / 10.0:0.0}", "small", "middle");
        }

        for (var i = 0; i < classes.Count; i++)
        {
            DrawClass(drawing, classes[i], Top + (i * RowHeight) + 8);
        }

        drawing.Line(Left, Top - 4, Left, bottom, "axis");
    }

    private static void DrawLegend(Drawing drawing)
    {
        var x = Left;
        foreach (var (style, name) in new[] { ("bar", "F1"), ("bar-2", "precision"), ("bar-3", "recall") })
        {
            drawing.Rectangle(x, 2, 11, 11, style);
            drawing.Label(x + 17, 12, name, "soft");
            x += 96;
        }
    }

    private static void DrawClass(Drawing drawing, ClassSummary summary, double y)
    {
        drawing.Label(0, y + 21, summary.Name, "strong");
        drawing.Label(
            0,
            y + 37,
            $"{Number.Count(summary.Truths, "sample")}, called {summary.Predictions} times",
            "small"
        );
        DrawBar(drawing, y, summary.F1, "bar");
        DrawBar(drawing, y + Bar + 2, summary.Precision, "bar-2");
        DrawBar(drawing, y + (2 * (Bar + 2)), summary.Recall, "bar-3");
    }

    private static void DrawBar(Drawing drawing, double y, double share, string style)
    {
        drawing.Rectangle(Left, y, share * (Right - Left), Bar, style);
        drawing.Label(At(share) + 6, y + 12, Number.Share(share), "small");
    }

    private static double At(double share) => Left + (share * (Right - Left));
}
