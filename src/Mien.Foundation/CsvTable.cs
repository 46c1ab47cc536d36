using System.Text;

namespace Mien.Foundation;

/// <summary>
/// A small comma-separated table with a header row (RFC 4180: quotes, doubled quotes, line breaks inside quotes; a
/// byte-order mark and CRLF are accepted). Rows of only empty cells are dropped. Cells are reached by column name.
/// </summary>
public sealed class CsvTable
{
    /// <summary>Files above this many bytes are refused before anything is read.</summary>
    public const long MaxBytes = 256L << 20;

    private readonly Dictionary<string, int> _columns;
    private readonly List<string[]> _rows;
    private readonly List<int> _lines;

    private CsvTable(string path, string[] header, List<string[]> rows, List<int> lines)
    {
        Path = path;
        Header = header;
        _rows = rows;
        _lines = lines;
        _columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
        {
            _columns.TryAdd(header[i].Trim(), i);
        }
    }

    /// <summary>Where the table was read from, for messages.</summary>
    public string Path { get; }

    /// <summary>Column names as written.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Number of data rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputFaultException">The file is missing, too large, empty, or not a well-formed table.</exception>
    public static CsvTable Read(string path) => Parse(OutsideFile.ReadText(path, "The table", MaxBytes), path);

    /// <summary>Parses text; <paramref name="path"/> names it in messages.</summary>
    public static CsvTable Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (records, lines) = new RecordReader(text, path).ReadAll();
        if (records.Count == 0)
        {
            throw new InputFaultException($"{path} is empty: a header row was expected.");
        }

        var header = records[0];
        records.RemoveAt(0);
        lines.RemoveAt(0);
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Length > header.Length)
            {
                throw new InputFaultException(
                    $"{path}, line {lines[i]} has {records[i].Length} cells but the header has {header.Length}: quote cells that contain commas."
                );
            }
        }

        return new CsvTable(path, header, records, lines);
    }

    /// <summary>Whether a column of that name exists (case does not matter).</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The line of the file on which a data row starts, counted from 1.</summary>
    public int LineOf(int row) => _lines[row];

    /// <summary>A cell, trimmed; empty when the row is short.</summary>
    /// <exception cref="InputFaultException">No such column; the message lists those there are.</exception>
    public string this[int row, string column]
    {
        get
        {
            if (!_columns.TryGetValue(column, out var index))
            {
                throw new InputFaultException(
                    $"{Path} has no column '{column}' (it has {string.Join(", ", Header)}): add it to the header row."
                );
            }

            var cells = _rows[row];
            return index < cells.Length ? cells[index].Trim() : "";
        }
    }

    /// <summary>Quotes a cell when it needs it.</summary>
    public static string Quote(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Writes one row, quoted where needed, ended by a line feed.</summary>
    public static void AppendRow(StringBuilder text, params IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.AppendJoin(',', cells.Select(Quote)).Append('\n');
    }

    /// <summary>The state machine of RFC 4180 over one text.</summary>
    private sealed class RecordReader(string text, string path)
    {
        private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
        private int _line = 1;

        public (List<string[]> Records, List<int> Lines) ReadAll()
        {
            var records = new List<string[]>();
            var lines = new List<int>();
            while (_at < text.Length)
            {
                var start = _line;
                var record = ReadRecord();
                if (record.Any(cell => cell.Length > 0))
                {
                    records.Add(record);
                    lines.Add(start);
                }
            }

            return (records, lines);
        }

        private string[] ReadRecord()
        {
            var cells = new List<string>();
            while (true)
            {
                cells.Add(_at < text.Length && text[_at] == '"' ? ReadQuoted() : ReadPlain());
                if (_at >= text.Length || text[_at] != ',')
                {
                    SkipLineEnd();
                    return [.. cells];
                }

                _at++;
            }
        }

        private string ReadPlain()
        {
            var rest = text.AsSpan(_at);
            var length = rest.IndexOfAny(",\r\n");
            length = length < 0 ? rest.Length : length;
            _at += length;
            return rest[..length].ToString();
        }

        private string ReadQuoted()
        {
            var cell = new StringBuilder();
            var opened = _line;
            for (_at++; _at < text.Length; _at++)
            {
                var c = text[_at];
                if (c == '"')
                {
                    if (_at + 1 >= text.Length || text[_at + 1] != '"')
                    {
                        _at++;
                        return cell.Append(ReadPlain()).ToString();
                    }

                    _at++;
                }
                else if (c == '\n')
                {
                    _line++;
                }

                cell.Append(c);
            }

            throw new InputFaultException($"{path}, line {opened} opens a quote that is never closed: close it.");
        }

        private void SkipLineEnd()
        {
            if (_at < text.Length && text[_at] == '\r')
            {
                _at++;
            }

            if (_at < text.Length && text[_at] == '\n')
            {
                _at++;
            }

            _line++;
        }
    }
}
