using System.Text;

namespace Mien.Reporting.Pages;

/// <summary>Writes HTML and inline SVG; every text and attribute is escaped, so names from files cannot become markup.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Opens an element that ends when the result is disposed.</summary>
    public Scope Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append(">\n");
        return new Scope(this, tag);
    }

    /// <summary>An element that holds text alone.</summary>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append('>').Append(Escape(text)).Append("</").Append(tag).Append(">\n");
    }

    /// <summary>An element without content, self-closed (SVG shapes).</summary>
    public void Empty(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append("/>\n");
    }

    /// <summary>An element whose content is written by somebody else on the same line.</summary>
    public void Inline(string tag, Action content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append('>');
        content();
        _text.Append("</").Append(tag).Append(">\n");
    }

    /// <summary>Escaped text.</summary>
    public void Text(string text) => _text.Append(Escape(text));

    /// <summary>Mien's own markup or style, as it stands.</summary>
    public void Verbatim(string markup) => _text.Append(markup);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    private void Start(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (name == "class" && value.Length == 0)
            {
                continue;
            }

            _text.Append(' ').Append(name).Append("=\"").Append(Escape(value)).Append('"');
        }
    }

    /// <summary>An open element.</summary>
    public readonly struct Scope(Markup markup, string tag) : IDisposable
    {
        public void Dispose() => markup._text.Append("</").Append(tag).Append(">\n");
    }
}
