namespace Mien.Recognition.Metrics;

/// <summary>
/// How often each true class (row) was called each class (column). Cells are counts; only the expected matrices of
/// <see cref="Baseline"/> hold fractions. All figures of recognition are functions of this matrix.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly double[] _cells;

    /// <summary>An empty matrix of <paramref name="classes"/> by <paramref name="classes"/> cells.</summary>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        _cells = new double[classes * classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of samples.</summary>
    public double Total { get; private set; }

    /// <summary>Samples of class <paramref name="truth"/> that were called <paramref name="predicted"/>.</summary>
    public double this[int truth, int predicted] => _cells[(truth * Classes) + predicted];

    /// <summary>The matrix of given counts, rows truth; the array must be square.</summary>
    public static ConfusionMatrix Of(double[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var matrix = new ConfusionMatrix(rows.Length);
        for (var truth = 0; truth < rows.Length; truth++)
        {
            if (rows[truth].Length != rows.Length)
            {
                throw new ArgumentException(
                    $"row {truth} has {rows[truth].Length} cells of {rows.Length}",
                    nameof(rows)
                );
            }

            for (var predicted = 0; predicted < rows.Length; predicted++)
            {
                matrix.Add(truth, predicted, rows[truth][predicted]);
            }
        }

        return matrix;
    }

    /// <summary>Counts <paramref name="count"/> samples of one truth and one prediction.</summary>
    public void Add(int truth, int predicted, double count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)Classes, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
        _cells[(truth * Classes) + predicted] += count;
        Total += count;
    }

    /// <summary>Adds another matrix <paramref name="times"/> times: pooling folds, or drawing a subject several times.</summary>
    public void Add(ConfusionMatrix other, double times = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Classes, Classes);
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] += times * other._cells[i];
        }

        Total += times * other.Total;
    }

    /// <summary>Sets every cell to zero, so that one matrix serves thousands of draws.</summary>
    public void Clear()
    {
        Array.Clear(_cells);
        Total = 0;
    }

    /// <summary>Samples of a class that were called that class (true positives).</summary>
    public double Hits(int label) => this[label, label];

    /// <summary>Samples whose truth is the class (true positives and false negatives).</summary>
    public double Truths(int label)
    {
        double sum = 0;
        for (var predicted = 0; predicted < Classes; predicted++)
        {
            sum += this[label, predicted];
        }

        return sum;
    }

    /// <summary>Samples that were called the class (true positives and false positives).</summary>
    public double Predictions(int label)
    {
        double sum = 0;
        for (var truth = 0; truth < Classes; truth++)
        {
            sum += this[truth, label];
        }

        return sum;
    }

    /// <summary>Precision, recall and F1 of one class.</summary>
    public ClassFigures Of(int label)
    {
        var hits = Hits(label);
        var truths = Truths(label);
        var predictions = Predictions(label);
        return new ClassFigures(
            truths,
            predictions,
            Ratio(hits, predictions),
            Ratio(hits, truths),
            Ratio(2 * hits, truths + predictions)
        );
    }

    /// <summary>The cells as rows of truth.</summary>
    public double[][] ToRows() =>
        [.. Enumerable.Range(0, Classes).Select(truth => _cells.AsSpan(truth * Classes, Classes).ToArray())];

    /// <summary>A ratio whose denominator may be zero: then 0, never skipped (see <see cref="Figure"/>).</summary>
    internal static double Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : 0;
}
