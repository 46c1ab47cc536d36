using System.Globalization;
using System.Text;
using Mien.Foundation;

namespace Mien.Recognition.Runs;

/// <summary>
/// The file <c>predictions.csv</c>: columns dataset, subject, clip, fold, seed, truth, predicted, and one score a class
/// under the class's name. Truth and prediction are class names. Rows are ordered by seed, fold and sample, and numbers
/// are written so that they read back to the same bits, so equal content gives equal bytes. The table of a leaky run has a
/// last column that says so in every row, since a table can be copied out of its folder.
/// </summary>
public sealed class PredictionTable
{
    private static readonly string[] Leading = ["dataset", "subject", "clip", "fold", "seed", "truth", "predicted"];
    private const string LeakyColumn = "leaky";

    /// <summary>A table of given rows, which are put in order.</summary>
    /// <param name="classes">Class names, in the order of the indices in the rows.</param>
    /// <param name="rows">The predictions.</param>
    public PredictionTable(IReadOnlyList<string> classes, IEnumerable<Prediction> rows)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(rows);
        if (classes.FirstOrDefault(IsLeading) is { } taken)
        {
            throw new InputFaultException(
                $"A class is named '{taken}', which is a column of predictions.csv: rename the class."
            );
        }

        Classes = classes;
        Rows = [.. rows.OrderBy(row => row.Seed).ThenBy(row => row.Fold).ThenBy(row => row.Key)];
    }

    /// <summary>Whether the run is leaky that the predictions are of.</summary>
    public bool Leaky { get; private init; }

    /// <summary>Class names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The predictions, ordered by seed, fold, dataset, subject and clip.</summary>
    public IReadOnlyList<Prediction> Rows { get; }

    /// <summary>The seeds that occur, ascending.</summary>
    public IReadOnlyList<int> Seeds => [.. Rows.Select(row => row.Seed).Distinct().Order()];

    /// <summary>
    /// Reads a table. Fold and seed may be missing (0 and 1); without score columns the classes are the names that occur
    /// as truth or prediction, in alphabetical order.
    /// </summary>
    /// <remarks>A file that ends in .txt is read as a log of MEGC2019's form (<see cref="MegcLog"/>).</remarks>
    /// <exception cref="InputFaultException">A column is missing, or a cell is not what its column says.</exception>
    public static PredictionTable Read(string path)
    {
        if (Path.GetExtension(path).Equals(MegcLog.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return MegcLog.Read(path);
        }

        var table = CsvTable.Read(path);
        if (table.Count == 0)
        {
            throw new InputFaultException($"{path} holds no predictions: check that the run was finished.");
        }

        var scored = table.Header.Select(name => name.Trim()).Where(name => !IsLeading(name)).ToArray();
        var classes = scored.Length > 0 ? scored : NamesIn(table);
        return new PredictionTable(
            classes,
            Enumerable.Range(0, table.Count).Select(row => ReadRow(table, row, classes, scored)).ToArray()
        )
        {
            Leaky = table.Has(LeakyColumn),
        };
    }

    /// <summary>The same predictions, marked as those of a leaky run or of an honest one.</summary>
    public PredictionTable Marked(bool leaky) => new(Classes, Rows) { Leaky = leaky };

    /// <summary>Writes the table, whole or not at all.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, ToText());

    /// <summary>The table's text, as <see cref="Write"/> writes it.</summary>
    public string ToText()
    {
        var scored = Rows.All(row => row.Scores.Length == Classes.Count);
        var text = new StringBuilder();
        CsvTable.AppendRow(text, [.. Leading, .. scored ? Classes : [], .. Mark]);
        foreach (var row in Rows)
        {
            CsvTable.AppendRow(
                text,
                [
                    row.Dataset,
                    row.Subject,
                    row.Clip,
                    Text(row.Fold),
                    Text(row.Seed),
                    Classes[row.Truth],
                    Classes[row.Predicted],
                    .. scored ? row.Scores.Select(score => score.ToString(CultureInfo.InvariantCulture)) : [],
                    .. Mark,
                ]
            );
        }

        return text.ToString();
    }

    /// <summary>The last column's name and its cells; nothing for an honest run.</summary>
    private string[] Mark => Leaky ? [LeakyColumn] : [];

    private static bool IsLeading(string column) =>
        Leading.Append(LeakyColumn).Contains(column, StringComparer.OrdinalIgnoreCase);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string[] NamesIn(CsvTable table) =>
        [
            .. Enumerable
                .Range(0, table.Count)
                .SelectMany(row => new[] { table[row, "truth"], table[row, "predicted"] })
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static Prediction ReadRow(CsvTable table, int row, string[] classes, string[] scored) =>
        new(
            table[row, "dataset"],
            table[row, "subject"],
            table[row, "clip"],
            ReadWhole(table, row, "fold", 0),
            ReadWhole(table, row, "seed", 1),
            ReadClass(table, row, "truth", classes),
            ReadClass(table, row, "predicted", classes),
            [.. scored.Select(name => ReadScore(table, row, name))]
        );

    private static int ReadWhole(CsvTable table, int row, string column, int absent)
    {
        if (!table.Has(column))
        {
            return absent;
        }

        return int.TryParse(table[row, column], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Fault(table, row, column, "a whole number");
    }

    private static int ReadClass(CsvTable table, int row, string column, string[] classes)
    {
        var index = Array.IndexOf(classes, table[row, column]);
        return index >= 0 ? index : throw Fault(table, row, column, $"one of {string.Join(", ", classes)}");
    }

    private static float ReadScore(CsvTable table, int row, string column) =>
        float.TryParse(table[row, column], NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
        && float.IsFinite(score)
            ? score
            : throw Fault(table, row, column, "a finite number");

    private static InputFaultException Fault(CsvTable table, int row, string column, string expected) =>
        new(
            $"{table.Path}, line {table.LineOf(row)}, column {column} holds '{table[row, column]}' where {expected} was expected: correct the cell."
        );
}
