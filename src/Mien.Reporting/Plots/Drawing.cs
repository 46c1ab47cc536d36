using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>An inline SVG of fixed size in CSS pixels; colours come from the page's style, so it follows light and dark.</summary>
internal sealed class Drawing : IDisposable
{
    private readonly Markup _markup;
    private readonly Markup.Scope _scope;

    /// <summary>Starts a drawing.</summary>
    /// <param name="markup">Where it goes.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="fixedSize">Whether it keeps its size instead of filling the page's width.</param>
    public Drawing(Markup markup, double width, double height, string title, bool fixedSize = false)
    {
        _markup = markup;
        _scope = markup.Open(
            "svg",
            ("viewBox", $"0 0 {Text(width)} {Text(height)}"),
            ("width", Text(width)),
            ("height", Text(height)),
            ("class", fixedSize ? "fixed" : ""),
            ("role", "img"),
            ("aria-label", title)
        );
        markup.Element("title", title);
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) =>
        _markup.Empty("line", ("x1", Text(x1)), ("y1", Text(y1)), ("x2", Text(x2)), ("y2", Text(y2)), ("class", style));

    /// <summary>A rectangle; opacity below 1 shades it.</summary>
    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1) =>
        _markup.Empty(
            "rect",
            ("x", Text(x)),
            ("y", Text(y)),
            ("width", Text(width)),
            ("height", Text(height)),
            ("class", style),
            ("fill-opacity", Text(opacity))
        );

    /// <summary>A circle.</summary>
    public void Circle(double x, double y, double radius, string style) =>
        _markup.Empty("circle", ("cx", Text(x)), ("cy", Text(y)), ("r", Text(radius)), ("class", style));

    /// <summary>A closed shape of corners around a point.</summary>
    public void Shape(double x, double y, string style, params ReadOnlySpan<(double X, double Y)> corners)
    {
        var path = new System.Text.StringBuilder();
        foreach (var corner in corners)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Text(x + corner.X)).Append(' ').Append(Text(y + corner.Y));
        }

        _markup.Empty("path", ("d", $"{path}Z"), ("class", style));
    }

    /// <summary>A diamond around a point.</summary>
    public void Diamond(double x, double y, double radius, string style) =>
        Shape(x, y, style, (0, -radius), (radius, 0), (0, radius), (-radius, 0));

    /// <summary>A triangle that stands on its base, around a point.</summary>
    public void Triangle(double x, double y, double radius, string style) =>
        Shape(x, y, style, (0, -radius), (radius, radius), (-radius, radius));

    /// <summary>Text that starts, is centred on, or ends at x (anchor start, middle, end).</summary>
    public void Label(double x, double y, string text, string style = "", string anchor = "start") =>
        _markup.Element("text", text, ("x", Text(x)), ("y", Text(y)), ("class", style), ("text-anchor", anchor));

    /// <summary>Text that reads from bottom to top and starts or ends at the point.</summary>
    public void Upright(double x, double y, string text, string style = "", string anchor = "end") =>
        _markup.Element(
            "text",
            text,
            ("transform", $"translate({Text(x)} {Text(y)}) rotate(-90)"),
            ("class", style),
            ("text-anchor", anchor)
        );

    /// <inheritdoc/>
    public void Dispose() => _scope.Dispose();

    private static string Text(double value) => value.ToString("0.##");
}
