using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>
/// Chances over two quantities on logarithmic axes: the fitted chance as shade, its contours as lines, and how often it
/// happened as numbers where it was tried.
/// </summary>
internal sealed class ChancePlot
{
    private const double Left = 70;
    private const double Top = 30;
    private const double Width = 560;
    private const double Height = 260;
    private const int Columns = 56;
    private const int Rows = 26;

    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;

    /// <param name="xs">Values tried along the horizontal axis, above 0.</param>
    /// <param name="ys">Values tried along the vertical axis, above 0.</param>
    public ChancePlot(IReadOnlyList<double> xs, IReadOnlyList<double> ys) => (_x, _y) = (Wider(xs), Wider(ys));

    /// <summary>Draws the plot.</summary>
    /// <param name="markup">Where it goes.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="axes">Names of the axes.</param>
    /// <param name="chanceOf">The fitted chance.</param>
    /// <param name="contours">For a vertical value, the horizontal one at which the chance is reached; with the line's style and name.</param>
    /// <param name="tried">Where it was tried, and how often it happened.</param>
    public void Draw(
        Markup markup,
        string title,
        (string X, string Y) axes,
        Func<double, double, double> chanceOf,
        IReadOnlyList<(string Name, string Style, Func<double, double> At)> contours,
        IReadOnlyList<(double X, double Y, string Text)> tried
    )
    {
        using var drawing = new Drawing(markup, Left + Width + 20, Top + Height + 56, title, fixedSize: true);
        Shade(drawing, chanceOf);
        foreach (var (x, y, text) in tried)
        {
            drawing.Label(At(x), Down(y) + 4, text, chanceOf(x, y) > 0.6 ? "inside small" : "small", "middle");
        }

        foreach (var (name, style, at) in contours)
        {
            Contour(drawing, name, style, at);
        }

        Frame(drawing, axes, tried);
    }

    private void Shade(Drawing drawing, Func<double, double, double> chanceOf)
    {
        var (width, height) = (Width / Columns, Height / Rows);
        for (var column = 0; column < Columns; column++)
        {
            for (var row = 0; row < Rows; row++)
            {
                var x = Between(_x, (column + 0.5) / Columns);
                var y = Between(_y, 1 - ((row + 0.5) / Rows));
                drawing.Rectangle(
                    Left + (column * width),
                    Top + (row * height),
                    width,
                    height,
                    "heat",
                    0.75 * chanceOf(x, y)
                );
            }
        }
    }

    private void Contour(Drawing drawing, string name, string style, Func<double, double> at)
    {
        (double X, double Y)? before = null;
        for (var row = 0; row <= Rows; row++)
        {
            var y = Between(_y, 1 - (row / (double)Rows));
            var x = at(y);
            if (x < _x.Low || x > _x.High || !double.IsFinite(x))
            {
                before = null;
                continue;
            }

            var here = (X: At(x), Y: Down(y));
            if (before is { } last)
            {
                drawing.Line(last.X, last.Y, here.X, here.Y, style);
            }
            else
            {
                drawing.Label(here.X, Math.Max(Top, here.Y) - 6, name, "small", "middle");
            }

            before = here;
        }
    }

    private void Frame(
        Drawing drawing,
        (string X, string Y) axes,
        IReadOnlyList<(double X, double Y, string Text)> tried
    )
    {
        var (right, bottom) = (Left + Width, Top + Height);
        drawing.Line(Left, bottom, right, bottom, "axis");
        drawing.Line(Left, Top, Left, bottom, "axis");
        foreach (var x in tried.Select(point => point.X).Distinct())
        {
            drawing.Line(At(x), bottom, At(x), bottom + 4, "axis");
            drawing.Label(At(x), bottom + 18, x.ToString("0.##"), "soft", "middle");
        }

        foreach (var y in tried.Select(point => point.Y).Distinct())
        {
            drawing.Line(Left - 4, Down(y), Left, Down(y), "axis");
            drawing.Label(Left - 8, Down(y) + 4, y.ToString("0.###"), "soft", "end");
        }

        drawing.Label(Left + (Width / 2), bottom + 42, axes.X, "soft", "middle");
        drawing.Upright(14, Top + (Height / 2), axes.Y, "soft", "middle");
    }

    private double At(double x) => Left + (Width * Part(_x, x));

    private double Down(double y) => Top + (Height * (1 - Part(_y, y)));

    private static double Part((double Low, double High) range, double value) =>
        Math.Log(value / range.Low) / Math.Log(range.High / range.Low);

    private static double Between((double Low, double High) range, double part) =>
        range.Low * Math.Pow(range.High / range.Low, part);

    private static (double, double) Wider(IReadOnlyList<double> values) => (values.Min() / 1.25, values.Max() * 1.25);
}
