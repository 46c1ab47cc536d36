using System.Globalization;

namespace Mien.Faces.Quality;

/// <summary>
/// Flicker of lamps: they brighten at twice the mains' frequency, 100 or 120 Hz, which a camera of rate f shows at the
/// distance of that from the nearest multiple of f. The strength there is compared with the rest of the spectrum.
/// </summary>
internal static class LampFlicker
{
    public const string Name = "flicker";

    private const int Fewest = 32;
    private const double Lowest = 1.5;
    private const double AboveFloor = 6;

    /// <summary>The stronger of both flickers; null when the series is too short or neither can be told from slow changes.</summary>
    /// <param name="brightness">Mean gray of each frame.</param>
    /// <param name="rate">Frames a second.</param>
    public static QualityFinding? Measure(IReadOnlyList<double> brightness, double rate)
    {
        if (brightness.Count < Fewest)
        {
            return null;
        }

        var series = Flatten(brightness);
        var floor = Floor(series, rate);
        var mean = Math.Max(1, brightness.Average());
        QualityFinding? found = null;
        foreach (var mains in (ReadOnlySpan<int>)[50, 60])
        {
            var seen = Math.Abs((2 * mains) - (rate * Math.Round(2 * mains / rate)));
            if (seen < Lowest)
            {
                continue;
            }

            // The line may be a little off its nominal frequency, and so may the camera.
            var amplitude = Enumerable.Range(-4, 9).Max(i => Amplitude(series, seen + (0.05 * i), rate));
            var percent = 100 * amplitude / mean;
            var clear = amplitude > AboveFloor * floor;
            if (found is null || (clear && percent > found.Value))
            {
                found = Finding(clear ? percent : 0, seen, mains);
            }
        }

        return found;
    }

    private static QualityFinding Finding(double percent, double seen, int mains)
    {
        var text = CultureInfo.InvariantCulture;
        return percent switch
        {
            < 0.1 => new(Name, percent, "%", QualityGrade.Good, "no flicker of lamps is seen"),
            < 0.5 => new(
                Name,
                percent,
                "%",
                QualityGrade.Fair,
                string.Create(
                    text,
                    $"brightness swings by {percent:F2} % at {seen:F1} Hz, as under lamps on {mains} Hz mains: strain may show it"
                )
            ),
            _ => new(
                Name,
                percent,
                "%",
                QualityGrade.Poor,
                string.Create(
                    text,
                    $"brightness swings by {percent:F2} % at {seen:F1} Hz, as under lamps on {mains} Hz mains: use steady light or a shutter of 1/{2 * mains} s"
                )
            ),
        };
    }

    /// <summary>Takes a running mean of a third of a second off, and fades the ends (Hann).</summary>
    private static double[] Flatten(IReadOnlyList<double> values)
    {
        const int Half = 8;
        var result = new double[values.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var (first, last) = (Math.Max(0, i - Half), Math.Min(values.Count - 1, i + Half));
            var sum = 0.0;
            for (var j = first; j <= last; j++)
            {
                sum += values[j];
            }

            var fade = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / result.Length));
            result[i] = fade * (values[i] - (sum / (last - first + 1)));
        }

        return result;
    }

    /// <summary>Half the swing of a sine of this frequency; the fading takes half of it away, which is put back.</summary>
    private static double Amplitude(double[] series, double frequency, double rate)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < series.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * frequency * i / rate);
            (real, imaginary) = (real + (series[i] * cos), imaginary + (series[i] * sin));
        }

        // At half the rate a sine is its own alias and counts twice.
        var alias = Math.Abs(frequency - (rate / 2)) < rate / series.Length ? 1 : 2;
        return alias * 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / series.Length;
    }

    /// <summary>The median amplitude over the spectrum.</summary>
    private static double Floor(double[] series, double rate)
    {
        var lines = Enumerable.Range(0, 40).Select(i => Lowest + (i / 40.0 * ((rate / 2) - Lowest)));
        var sorted = lines.Select(frequency => Amplitude(series, frequency, rate)).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
