using Mien.Foundation;

namespace Mien.Reporting.Pages;

/// <summary>
/// One self-contained HTML page: no script, no request to anywhere (the content security policy says so), readable by
/// screen readers, on paper, and in light and dark. Tables and figures are numbered; on the page of a leaky run each of them says so.
/// </summary>
internal sealed class Page
{
    private readonly List<(string Anchor, string Title)> _sections = [];
    private readonly string _title;
    private readonly IReadOnlyList<string> _marks;
    private int _tables;
    private int _figures;

    /// <summary>An empty page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="marks">What every table and figure must say of itself, such as "leaky".</param>
    public Page(string title, params IReadOnlyList<string> marks)
    {
        _title = title;
        _marks = marks;
    }

    /// <summary>The page's body.</summary>
    public Markup Body { get; } = new();

    /// <summary>Starts a section with its heading, which the contents list names.</summary>
    public Markup.Scope Section(string anchor, string title)
    {
        _sections.Add((anchor, title));
        var scope = Body.Open("section", ("id", anchor), ("aria-labelledby", $"{anchor}-h"));
        Body.Element("h2", title, ("id", $"{anchor}-h"));
        return scope;
    }

    /// <summary>A paragraph of text.</summary>
    public void Paragraph(string text, string style = "") => Body.Element("p", text, ("class", style));

    /// <summary>A paragraph of runs, each text under its own tag ("" for none).</summary>
    public void Inline(params (string Tag, string Text)[] runs) =>
        Body.Inline(
            "p",
            () =>
            {
                foreach (var (tag, text) in runs)
                {
                    if (tag.Length > 0)
                    {
                        Body.Element(tag, text);
                    }
                    else
                    {
                        Body.Text(text);
                    }
                }
            }
        );

    /// <summary>A table: first row the column names, first column the row names; cells that are numbers align right.</summary>
    public void Table(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        using (Body.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption)))
        using (Body.Open("table"))
        {
            Caption("caption", $"Table {++_tables}", caption);
            using (Body.Open("thead"))
            using (Body.Open("tr"))
            {
                foreach (var name in header)
                {
                    Body.Element("th", name, ("scope", "col"));
                }
            }

            using (Body.Open("tbody"))
            {
                foreach (var row in rows)
                {
                    WriteRow(row);
                }
            }
        }
    }

    /// <summary>A figure: what <paramref name="draw"/> writes, above its caption.</summary>
    public void Figure(string caption, Action draw)
    {
        using (Body.Open("figure"))
        {
            using (
                Body.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption))
            )
            {
                draw();
            }

            Caption("figcaption", $"Figure {++_figures}", caption);
        }
    }

    /// <summary>Writes the page, whole or not at all.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, ToText());

    /// <summary>The page's text.</summary>
    public string ToText()
    {
        var page = new Markup();
        page.Verbatim("<!DOCTYPE html>\n");
        using (page.Open("html", ("lang", "en")))
        {
            using (page.Open("head"))
            {
                WriteHead(page);
            }

            using (page.Open("body"))
            {
                WriteContents(page);
                using (page.Open("main", ("id", "top")))
                {
                    page.Verbatim(Body.ToString());
                }
            }
        }

        return page.ToString();
    }

    private void WriteHead(Markup page)
    {
        page.Verbatim(
            "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        );
        page.Verbatim("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        page.Verbatim(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n"
        );
        page.Element("title", _title);
        using (page.Open("style"))
        {
            page.Verbatim(Style());
        }
    }

    private void WriteContents(Markup page)
    {
        using (page.Open("nav", ("aria-label", "Contents")))
        using (page.Open("ul"))
        {
            foreach (var (anchor, title) in _sections)
            {
                page.Inline("li", () => page.Element("a", title, ("href", $"#{anchor}")));
            }
        }
    }

    private void Caption(string tag, string number, string caption) =>
        Body.Inline(
            tag,
            () =>
            {
                Body.Element("b", number);
                foreach (var mark in _marks)
                {
                    Body.Element("span", mark, ("class", "leaky"));
                }

                Body.Text(caption);
            }
        );

    private void WriteRow(IReadOnlyList<string> row)
    {
        using (Body.Open("tr"))
        {
            Body.Element("th", row[0], ("scope", "row"));
            foreach (var cell in row.Skip(1))
            {
                Body.Element("td", cell, ("class", IsNumber(cell) ? "n" : ""));
            }
        }
    }

    /// <summary>Whether a cell lines up with the numbers: it starts with a digit, sign or bracket, or stands for none.</summary>
    private static bool IsNumber(string cell) =>
        cell.Length > 0
        && cell.Length < 24
        && (char.IsDigit(cell[0]) || cell[0] is '+' or '-' or '−' or '[' or '–' or '<');

    private static string Style()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("Report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
