namespace Mien.Faces.Quality;

/// <summary>
/// A series of any length in bounded memory, and how many of its values stand out from the usual one: what is usual is told
/// by the first 16,384, and every value is counted.
/// </summary>
/// <param name="countOf">How much a value counts, given the usual one.</param>
internal sealed class CountedSeries(Func<double, double, int> countOf)
{
    private const int Most = 1 << 14;

    private readonly List<double> _first = [];
    private double _usual;
    private long _later;

    /// <summary>Number of values that tell what is usual.</summary>
    public int Known => _first.Count;

    /// <summary>How many stand out.</summary>
    public long Total => Known == 0 ? 0 : _later + CountFirst(Percentile(0.5));

    /// <summary>Takes in a value.</summary>
    public void Add(double value)
    {
        if (_first.Count < Most)
        {
            _first.Add(value);
            _usual = _first.Count == Most ? Percentile(0.5) : 0;
            return;
        }

        _later += countOf(value, _usual);
    }

    /// <summary>The value below which a share of the first values lies, 0 to 1.</summary>
    public double Percentile(double share)
    {
        var sorted = _first.Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }

    private long CountFirst(double usual) => _first.Sum(value => (long)countOf(value, usual));
}
