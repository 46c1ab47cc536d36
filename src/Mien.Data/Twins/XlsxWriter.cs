using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Mien.Foundation;

namespace Mien.Data.Twins;

/// <summary>
/// Writes small .xlsx workbooks (ECMA-376): sheets of texts, numbers and formulas with their values. The same content
/// gives the same bytes.
/// </summary>
internal sealed class XlsxWriter
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private readonly List<(string Name, List<object?[]> Rows)> _sheets = [];

    /// <summary>A formula with the value it has.</summary>
    public sealed record Formula(string Text, double Value);

    /// <summary>Adds a sheet; cells are null, string, int, double or <see cref="Formula"/>.</summary>
    public XlsxWriter Sheet(string name, IEnumerable<object?[]> rows)
    {
        _sheets.Add((name, [.. rows]));
        return this;
    }

    /// <summary>Writes the workbook.</summary>
    public void Write(string path) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                foreach (var (name, text) in Parts())
                {
                    var entry = archive.CreateEntry(name);
                    entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    using var part = entry.Open();
                    part.Write(Encoding.UTF8.GetBytes(Head + text));
                }
            }
        );

    private IEnumerable<(string Name, string Text)> Parts()
    {
        var sheets = Enumerable.Range(1, _sheets.Count).ToList();
        var overrides = string.Concat(
            sheets.Select(n =>
                $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
            )
        );
        yield return (
            "[Content_Types].xml",
            $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{overrides}</Types>"
        );
        yield return (
            "_rels/.rels",
            $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        yield return (
            "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(sheets.Select(n => $"<sheet name=\"{SecurityElement.Escape(_sheets[n - 1].Name)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"))}</sheets></workbook>"
        );
        yield return (
            "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(sheets.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))}</Relationships>"
        );
        foreach (var n in sheets)
        {
            yield return ($"xl/worksheets/sheet{n}.xml", SheetText(_sheets[n - 1].Rows));
        }
    }

    private static string SheetText(List<object?[]> rows)
    {
        var text = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (var column = 0; column < rows[row].Length; column++)
            {
                AppendCell(text, $"{(char)('A' + column)}{row + 1}", rows[row][column]);
            }

            text.Append("</row>");
        }

        return text.Append("</sheetData></worksheet>").ToString();
    }

    private static void AppendCell(StringBuilder text, string at, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string words:
                text.Append(
                    $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(words)}</t></is></c>"
                );
                break;
            case Formula formula:
                text.Append(
                    $"<c r=\"{at}\"><f>{SecurityElement.Escape(formula.Text)}</f><v>{formula.Value.ToString("R", CultureInfo.InvariantCulture)}</v></c>"
                );
                break;
            default:
                text.Append($"<c r=\"{at}\"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>");
                break;
        }
    }
}
