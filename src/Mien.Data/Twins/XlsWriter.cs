using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Mien.Foundation;

namespace Mien.Data.Twins;

/// <summary>
/// Writes small .xls workbooks: one BIFF8 sheet of labels and numbers ([MS-XLS]) in a compound file ([MS-CFB]) whose
/// sectors are, in order, one of allocation, one of directory, and the workbook.
/// </summary>
internal sealed class XlsWriter
{
    private const int Sector = 512;
    private const int SmallStream = 4096;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;
    private const uint AllocationSector = 0xFFFFFFFD;

    private string _name = "";
    private List<object?[]> _rows = [];

    /// <summary>Sets the sheet; cells are null, string, int or double.</summary>
    public XlsWriter Sheet(string name, IEnumerable<object?[]> rows)
    {
        (_name, _rows) = (name, [.. rows]);
        return this;
    }

    /// <summary>Writes the workbook.</summary>
    /// <exception cref="InvalidOperationException">There are more rows than one allocation sector can hold (about 60 kB).</exception>
    public void Write(string path)
    {
        var book = Workbook();
        var sectors = (Math.Max(book.Length, SmallStream) + Sector - 1) / Sector;
        if (sectors + 2 > Sector / 4)
        {
            throw new InvalidOperationException("A twin's table outgrew the one allocation sector of its .xls file.");
        }

        var file = new byte[(3 + sectors) * Sector];
        WriteHeader(file);
        WriteAllocation(file.AsSpan(Sector), sectors);
        WriteDirectory(file.AsSpan(2 * Sector), Math.Max(book.Length, SmallStream));
        book.CopyTo(file.AsSpan(3 * Sector));
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    private byte[] Workbook()
    {
        var globals = new List<byte>();
        Record(globals, 0x809, [0, 6, 5, 0, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
        Record(globals, 0x42, [0xB0, 0x04]);
        var name = Encoding.ASCII.GetBytes(_name);
        var sheetStart = globals.Count + 4 + 8 + name.Length + 4;
        byte[] start = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(start, sheetStart);
        Record(globals, 0x85, [.. start, 0, 0, (byte)name.Length, 0, .. name]);
        Record(globals, 0x0A, []);
        Record(globals, 0x809, [0, 6, 0x10, 0, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
        var extent = new byte[14];
        BinaryPrimitives.WriteInt32LittleEndian(extent.AsSpan(4), _rows.Count);
        BinaryPrimitives.WriteInt16LittleEndian(extent.AsSpan(10), (short)_rows.Max(row => row.Length));
        Record(globals, 0x200, extent);
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var column = 0; column < _rows[row].Length; column++)
            {
                WriteCell(globals, row, column, _rows[row][column]);
            }
        }

        Record(globals, 0x0A, []);
        return [.. globals];
    }

    private static void WriteCell(List<byte> book, int row, int column, object? value)
    {
        byte[] place = [(byte)row, (byte)(row >> 8), (byte)column, 0, 0, 0];
        switch (value)
        {
            case null:
                break;
            case string text:
                Record(
                    book,
                    0x204,
                    [.. place, (byte)text.Length, (byte)(text.Length >> 8), 0, .. Encoding.Latin1.GetBytes(text)]
                );
                break;
            default:
                Record(
                    book,
                    0x203,
                    [.. place, .. BitConverter.GetBytes(Convert.ToDouble(value, CultureInfo.InvariantCulture))]
                );
                break;
        }
    }

    private static void Record(List<byte> book, int id, byte[] content)
    {
        book.AddRange([(byte)id, (byte)(id >> 8), (byte)content.Length, (byte)(content.Length >> 8)]);
        book.AddRange(content);
    }

    private static void WriteHeader(Span<byte> file)
    {
        ReadOnlySpan<byte> signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(file);
        Put16(file, 24, 0x3E);
        Put16(file, 26, 3);
        Put16(file, 28, 0xFFFE);
        Put16(file, 30, 9);
        Put16(file, 32, 6);
        Put32(file, 44, 1);
        Put32(file, 48, 1);
        Put32(file, 56, SmallStream);
        Put32(file, 60, EndOfChain);
        Put32(file, 68, EndOfChain);
        for (var i = 0; i < 109; i++)
        {
            Put32(file, 76 + (4 * i), i == 0 ? 0 : Free);
        }
    }

    private static void WriteAllocation(Span<byte> sector, int streamSectors)
    {
        for (var i = 0; i < Sector / 4; i++)
        {
            var last = 1 + streamSectors;
            Put32(
                sector,
                4 * i,
                i == 0 ? AllocationSector
                    : i == 1 || i == last ? EndOfChain
                    : i < last ? (uint)i + 1
                    : Free
            );
        }
    }

    private static void WriteDirectory(Span<byte> sector, int length)
    {
        Entry(sector, "Root Entry", 5, child: 1, start: EndOfChain, 0);
        Entry(sector[128..], "Workbook", 2, child: Free, start: 2, length);
        Entry(sector[256..], "", 0, child: Free, start: 0, 0);
        Entry(sector[384..], "", 0, child: Free, start: 0, 0);
    }

    private static void Entry(Span<byte> entry, string name, byte kind, uint child, uint start, int length)
    {
        Encoding.Unicode.GetBytes(name, entry);
        Put16(entry, 64, name.Length > 0 ? (2 * name.Length) + 2 : 0);
        entry[66] = kind;
        entry[67] = 1;
        Put32(entry, 68, Free);
        Put32(entry, 72, Free);
        Put32(entry, 76, child);
        Put32(entry, 116, start);
        Put32(entry, 120, (uint)length);
    }

    private static void Put16(Span<byte> at, int offset, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(at[offset..], (ushort)value);

    private static void Put32(Span<byte> at, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(at[offset..], value);
}
