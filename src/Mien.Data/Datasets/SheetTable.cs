using System.Globalization;
using Mien.Data.ActionUnits;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// A sheet seen as a table: a header row somewhere near the top (coding tables open with notes), data rows below it.
/// Cells that make no sense become findings; nothing throws, so that one bad cell does not hide the rest.
/// </summary>
internal sealed class SheetTable
{
    private const int MaxLeadRows = 30;
    private static readonly string[] Absent = ["", "/", "\\", "-", "nan", "NaN", "N/A", "none"];

    private readonly Sheet _sheet;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> _rows = [];
    private readonly List<Finding> _findings;

    private SheetTable(string file, Sheet sheet, IReadOnlyList<string> header, int firstRow, List<Finding> findings)
    {
        File = file;
        _sheet = sheet;
        _findings = findings;
        Header = header;
        for (var i = 0; i < header.Count; i++)
        {
            _columns.TryAdd(header[i], i);
        }

        for (var row = firstRow; row < sheet.Rows.Count; row++)
        {
            if (sheet.Rows[row].Any(cell => cell.Length > 0))
            {
                _rows.Add(row);
            }
        }
    }

    /// <summary>The file's name in messages.</summary>
    public string File { get; }

    public IReadOnlyList<string> Header { get; }

    public int Count => _rows.Count;

    /// <summary>The table whose header row holds all the columns, in any order and case; null when there is none.</summary>
    public static SheetTable? Find(Workbook book, string file, List<Finding> findings, params string[] columns)
    {
        foreach (var sheet in book.Sheets)
        {
            for (var row = 0; row < Math.Min(MaxLeadRows, sheet.Rows.Count); row++)
            {
                var header = sheet.Rows[row].Select(cell => cell.Trim()).ToArray();
                if (columns.All(column => header.Contains(column, StringComparer.OrdinalIgnoreCase)))
                {
                    return new SheetTable(file, sheet, header, row + 1, findings);
                }
            }
        }

        return null;
    }

    /// <summary>A sheet without a header row, its columns named by the caller; null when it has no rows.</summary>
    public static SheetTable? WithoutHeader(
        Workbook book,
        string file,
        List<Finding> findings,
        Func<Sheet, bool> matches,
        params string[] columns
    )
    {
        var sheet = book.Sheets.FirstOrDefault(sheet => sheet.Rows.Count > 0 && matches(sheet));
        return sheet is null ? null : new SheetTable(file, sheet, columns, 0, findings);
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The row's number as a spreadsheet shows it.</summary>
    public int RowNumber(int row) => _sheet.Numbers[_rows[row]];

    public string Where(int row) => $"{File}, row {RowNumber(row)}";

    /// <summary>A cell; empty when the column or cell is not there or holds one of the signs for "missing".</summary>
    public string this[int row, string column]
    {
        get
        {
            if (!_columns.TryGetValue(column, out var index))
            {
                return "";
            }

            var cells = _sheet.Rows[_rows[row]];
            var cell = index < cells.Length ? cells[index].Trim() : "";
            return Absent.Contains(cell) ? "" : cell;
        }
    }

    /// <summary>A frame number; null when absent or not a number (a finding). Fractions, as SAMM Long Videos has, are rounded.</summary>
    public int? Frame(int row, string column)
    {
        var cell = this[row, column];
        if (cell.Length == 0)
        {
            return null;
        }

        if (
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1e9
        )
        {
            return (int)Math.Round(number, MidpointRounding.AwayFromZero);
        }

        Report(FindingKind.Table, row, $"{column} is '{cell}', which is not a frame number", "put the number right");
        return null;
    }

    /// <summary>The action units; null when absent or not in the notation (a finding).</summary>
    public ActionUnitCode? ActionUnits(int row, string column)
    {
        var cell = this[row, column];
        if (cell.Length == 0)
        {
            return null;
        }

        if (ActionUnitCode.TryParse(cell, out var code, out var problem))
        {
            return code;
        }

        Report(
            FindingKind.Table,
            row,
            $"{column} '{cell}' is not an action-unit code ({problem})",
            "write units like 4+L12B"
        );
        return null;
    }

    public void Report(FindingKind kind, int row, string what, string remedy) =>
        _findings.Add(new Finding(kind, FindingWeight.Fault, Where(row), what, remedy));
}
