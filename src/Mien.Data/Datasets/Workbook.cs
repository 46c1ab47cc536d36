using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using Mien.Foundation;

namespace Mien.Data.Datasets;

/// <summary>
/// A spreadsheet file (.xlsx, .xls or .csv) as text. The file comes from outside: its size, the sizes its zip directory
/// claims and the counts of a compound file's header are checked before anything is allocated for them.
/// </summary>
public sealed class Workbook
{
    /// <summary>A spreadsheet file larger than this is refused.</summary>
    public const long MaxBytes = 64L << 20;

    /// <summary>A workbook whose parts unpack to more than this is refused.</summary>
    public const long MaxUnpackedBytes = 256L << 20;

    private const int MaxEntries = 4096;
    private const int MaxRows = 200_000;
    private const int MaxColumns = 256;
    private const int MaxCells = 4_000_000;
    private const int CsvColumns = 64;

    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Workbook(string path, IReadOnlyList<Sheet> sheets)
    {
        Path = path;
        Sheets = sheets;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>Its sheets in order.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>Whether a file's name ends like a spreadsheet's.</summary>
    public static bool IsWorkbookName(string path) =>
        System.IO.Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLS" or ".CSV";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputFaultException">The file is missing, too large, damaged or not a spreadsheet.</exception>
    public static Workbook Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        if (file.Length > MaxBytes)
        {
            throw TooLarge(path, file.Length, MaxBytes);
        }

        var extension = file.Extension.ToUpperInvariant();
        return extension switch
        {
            ".CSV" => new Workbook(path, [ReadCsv(path)]),
            ".XLSX" or ".XLS" => new Workbook(path, ReadExcel(path)),
            _ => throw new InputFaultException(
                $"{path} is not a spreadsheet: give a file that ends in .xlsx, .xls or .csv."
            ),
        };
    }

    private static Sheet ReadCsv(string path)
    {
        // Some of these lists have no header row, so a neutral one is put before whatever is there.
        var header = string.Join(',', Enumerable.Range(1, CsvColumns).Select(n => $"c{n}"));
        var table = CsvTable.Parse($"{header}\n{File.ReadAllText(path).TrimStart('\uFEFF')}", path);
        var rows = new List<string[]>(table.Count);
        var numbers = new List<int>(table.Count);
        for (var row = 0; row < table.Count; row++)
        {
            rows.Add([.. table.Header.Select(column => table[row, column])]);
            numbers.Add(table.LineOf(row) - 1);
        }

        return new Sheet("", rows, numbers);
    }

    private static List<Sheet> ReadExcel(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            CheckClaims(path, stream);
            stream.Position = 0;
            using var reader = ExcelReaderFactory.CreateReader(stream);
            var sheets = new List<Sheet>();
            do
            {
                sheets.Add(ReadSheet(path, reader));
            } while (reader.NextResult());
            return sheets;
        }
        catch (Exception damage) when (damage is not InputFaultException and not OutOfMemoryException)
        {
            throw new InputFaultException(
                $"{path} cannot be read as a spreadsheet ({damage.Message.ReplaceLineEndings(" ").TrimEnd('.')}): open it in a spreadsheet program and save it again, or fetch it anew.",
                damage
            );
        }
    }

    private static Sheet ReadSheet(string path, IExcelDataReader reader)
    {
        if (reader.FieldCount > MaxColumns)
        {
            throw new InputFaultException(
                $"{path}, sheet '{reader.Name}' claims {reader.FieldCount} columns, more than the {MaxColumns} a coding table may have: remove the empty columns."
            );
        }

        var rows = new List<string[]>();
        while (reader.Read())
        {
            if (rows.Count == MaxRows || (long)rows.Count * reader.FieldCount > MaxCells)
            {
                throw new InputFaultException(
                    $"{path}, sheet '{reader.Name}' has more than {MaxRows} rows or {MaxCells} cells: check that it is a coding table."
                );
            }

            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))]);
        }

        return new Sheet(reader.Name ?? "", rows, [.. Enumerable.Range(1, rows.Count)]);
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => ((long)number).ToString(
                CultureInfo.InvariantCulture
            ),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()?.Trim() ?? "",
        };

    private static void CheckClaims(string path, FileStream stream)
    {
        Span<byte> head = stackalloc byte[80];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read >= 4 && head[0] == 'P' && head[1] == 'K')
        {
            CheckZip(path, stream);
        }
        else if (read == head.Length && BinaryPrimitives.ReadUInt64BigEndian(head) == 0xD0CF11E0A1B11AE1)
        {
            CheckCompound(path, head, stream.Length);
        }
        else
        {
            throw new InputFaultException(
                $"{path} is neither an .xlsx nor an .xls file inside: it may be cut short or a web page saved under this name, so fetch it anew."
            );
        }
    }

    private static void CheckZip(string path, FileStream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxEntries)
        {
            throw new InputFaultException(
                $"{path} has {archive.Entries.Count} parts, more than the {MaxEntries} a spreadsheet may have: check that it is the right file."
            );
        }

        var claimed = archive.Entries.Aggregate(0UL, (sum, entry) => sum + (ulong)Math.Max(0, entry.Length));
        if (claimed > MaxUnpackedBytes)
        {
            throw TooLarge(path, (long)Math.Min(claimed, long.MaxValue), MaxUnpackedBytes);
        }
    }

    // Compound File Binary: sector size at 30, FAT sectors at 44, mini-FAT sectors at 64, DIFAT sectors at 72 ([MS-CFB] 2.2).
    private static void CheckCompound(string path, ReadOnlySpan<byte> head, long length)
    {
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        var sectors = shift is >= 7 and <= 20 ? length >> shift : 0;
        foreach (var at in (ReadOnlySpan<int>)[44, 64, 72])
        {
            var claimed = BinaryPrimitives.ReadUInt32LittleEndian(head[at..]);
            if (claimed > sectors)
            {
                throw new InputFaultException(
                    $"{path} claims {claimed} sectors in its header but holds {sectors}: the file is damaged, fetch it anew."
                );
            }
        }
    }

    private static InputFaultException TooLarge(string path, long claimed, long limit) =>
        new(
            $"{path} claims {claimed} bytes, more than the {limit} a coding table may have: check that it is the right file."
        );
}
