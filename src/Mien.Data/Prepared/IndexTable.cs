using System.Globalization;
using Mien.Foundation;

namespace Mien.Data.Prepared;

/// <summary>The columns of <c>index.csv</c>: one row a clip, the map's file relative to the folder.</summary>
internal static class IndexTable
{
    public const string FileName = "index.csv";

    public static IReadOnlyList<string> Columns { get; } =
    ["dataset", "subject", "clip", "label", "emotion", "onset", "apex", "offset", "action_units", "file"];

    /// <summary>A clip's cells without the last, the file.</summary>
    public static string[] CellsOf(PreparedClip clip) =>
        [
            clip.Dataset,
            clip.Subject,
            clip.Clip,
            clip.Label,
            clip.Emotion,
            Frame(clip.Onset),
            Frame(clip.Apex),
            Frame(clip.Offset),
            clip.ActionUnits,
        ];

    /// <summary>One row as a clip, its map given by <paramref name="map"/>.</summary>
    public static PreparedClip ClipOf(CsvTable table, int row, Func<string, string, MotionMap> map, bool labelled)
    {
        var origin = $"{table.Path}, line {table.LineOf(row)}";
        return new PreparedClip
        {
            Dataset = Filled(table, row, "dataset"),
            Subject = Filled(table, row, "subject"),
            Clip = Filled(table, row, "clip"),
            Label = labelled ? Filled(table, row, "label") : table[row, "label"],
            Emotion = table[row, "emotion"],
            Onset = FrameOf(table, row, "onset"),
            Apex = FrameOf(table, row, "apex"),
            Offset = FrameOf(table, row, "offset"),
            ActionUnits = table[row, "action_units"],
            Origin = origin,
            Map = map(Filled(table, row, "file"), origin),
        };
    }

    /// <summary>Names the first column that is missing.</summary>
    public static void RequireColumns(CsvTable table)
    {
        var missing = Columns.FirstOrDefault(column => !table.Has(column));
        if (missing is not null)
        {
            throw new InputFaultException(
                $"{table.Path} has no column '{missing}': a prepared set's index needs {string.Join(", ", Columns)}, so add it or run mien prepare again."
            );
        }
    }

    private static string Filled(CsvTable table, int row, string column)
    {
        var cell = table[row, column];
        return cell.Length > 0
            ? cell
            : throw new InputFaultException(
                $"{table.Path}, line {table.LineOf(row)}, column {column} is empty: fill it in or remove the row."
            );
    }

    private static int? FrameOf(CsvTable table, int row, string column)
    {
        var cell = table[row, column];
        // Data-frame libraries write an empty cell of a number column as nan.
        if (cell.Length == 0 || cell.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Spreadsheets write whole numbers as 46.0; decimal keeps large frame numbers exact.
        return
            decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var frame)
            && decimal.IsInteger(frame)
            && Math.Abs(frame) <= int.MaxValue
            ? (int)frame
            : throw new InputFaultException(
                $"{table.Path}, line {table.LineOf(row)}, column {column} says '{cell}', which is no frame number: write a whole number or leave it empty."
            );
    }

    private static string Frame(int? frame) => frame?.ToString(CultureInfo.InvariantCulture) ?? "";
}
