namespace Mien.Faces.Quality;

/// <summary>
/// Values of a recording of any length in bounded memory: when they become too many, every second one is forgotten, and from
/// then on only every second, fourth, eighth one is kept. What is left is spread evenly over the whole recording.
/// </summary>
internal sealed class ThinnedSeries
{
    private const int Most = 1 << 14;

    private readonly List<double> _kept = [];
    private long _seen;
    private int _every = 1;

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _kept.Count == 0;

    /// <summary>Takes in a value.</summary>
    public void Add(double value)
    {
        if (_seen++ % _every != 0)
        {
            return;
        }

        if (_kept.Count == Most)
        {
            var index = 0;
            _kept.RemoveAll(_ => index++ % 2 != 0);
            _every *= 2;
        }

        _kept.Add(value);
    }

    /// <summary>The value below which a share of the values lies, 0 to 1.</summary>
    public double Percentile(double share)
    {
        var sorted = _kept.Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
