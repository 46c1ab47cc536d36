namespace Mien.Recognition.Statistics;

/// <summary>Mean and spread of a figure over seeds (or of any numbers).</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Sd">Sample standard deviation (n - 1); 0 for a single value.</param>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value.</param>
public readonly record struct Spread(double Mean, double Sd, double Low, double High)
{
    /// <summary>The spread of at least one value.</summary>
    public static Spread Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            sum += value;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var mean = sum / values.Length;
        double squares = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Spread(mean, values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0, low, high);
    }
}
