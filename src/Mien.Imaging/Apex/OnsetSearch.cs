namespace Mien.Imaging.Apex;

/// <summary>
/// The onset of an expression from the strength of its motion over time (<see cref="MotionTrace.Strengths"/>). A rise starts
/// so gently that its first frames drown in noise, so no threshold is sought: curves are fitted, by least squares over all
/// frames to the apex, that are a straight line before the onset (rest, and what slow drift there is) and then rise on top of
/// it: by half a cosine, after which they stay, or to the apex by a parabola or evenly. The onset is where the best of all these
/// curves begins to rise.
/// </summary>
public static class OnsetSearch
{
    // 2 s at 200 frames/s: what happens longer before an apex is no part of its rise.
    private const int MostBefore = 400;

    // From fewer frames at rest no drift can be told.
    private const int FewestAtRest = 6;

    private static readonly Func<double, double> HalfCosine = part => 0.5 - (0.5 * Math.Cos(Math.PI * part));
    private static readonly Func<double, double> Parabola = part => part * part;
    private static readonly Func<double, double> Evenly = part => part;

    /// <summary>Finds the onset.</summary>
    /// <param name="strengths">One strength a frame.</param>
    /// <param name="apex">The apex, an index into them.</param>
    /// <returns>Index of the onset; before the apex, or the apex itself when nothing is before it.</returns>
    public static int Find(IReadOnlyList<double> strengths, int apex)
    {
        ArgumentNullException.ThrowIfNull(strengths);
        ArgumentOutOfRangeException.ThrowIfNegative(apex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(apex, strengths.Count);
        if (apex == 0)
        {
            return 0;
        }

        var first = Math.Max(0, apex - MostBefore);
        var curve = new Curve([.. strengths.Skip(first).Take(apex - first + 1)]);
        var (best, least) = (curve.Last - 1, double.MaxValue);
        for (var onset = 0; onset < curve.Last; onset++)
        {
            var misfit = LeastMisfit(curve, onset);
            (best, least) = misfit < least ? (onset, misfit) : (best, least);
        }

        return first + best;
    }

    private static double LeastMisfit(Curve curve, int onset)
    {
        var hasDrift = onset >= FewestAtRest;
        var least = Math.Min(
            curve.MisfitOf(Parabola, onset, curve.Last, hasDrift),
            curve.MisfitOf(Evenly, onset, curve.Last, hasDrift)
        );

        // The rise fills at least half of the time to the apex.
        for (var top = Math.Max(onset + 1, (onset + curve.Last) / 2); top <= curve.Last; top++)
        {
            least = Math.Min(least, curve.MisfitOf(HalfCosine, onset, top, hasDrift));
        }

        return least;
    }

    /// <summary>Strengths to the apex, and how well a rise between two frames explains them.</summary>
    private sealed class Curve
    {
        private readonly double[] _values;
        private readonly double _middle;
        private readonly double _squares;
        private readonly double _times;
        private readonly double _timesWithValues;

        public Curve(double[] values)
        {
            _middle = (values.Length - 1) / 2.0;
            var mean = values.Average();
            _values = Array.ConvertAll(values, value => value - mean);
            for (var t = 0; t < values.Length; t++)
            {
                _squares += _values[t] * _values[t];
                _times += (t - _middle) * (t - _middle);
                _timesWithValues += (t - _middle) * _values[t];
            }
        }

        public int Last => _values.Length - 1;

        /// <summary>The sum of squares that is left; infinite when the best such curve would fall.</summary>
        public double MisfitOf(Func<double, double> shape, int onset, int top, bool hasDrift)
        {
            var (sum, rises, risesWithTimes, risesWithValues) = (0.0, 0.0, 0.0, 0.0);
            for (var t = onset; t < _values.Length; t++)
            {
                var rise = t >= top ? 1 : shape((t - onset) / (double)(top - onset));
                sum += rise;
                rises += rise * rise;
                risesWithTimes += rise * (t - _middle);
                risesWithValues += rise * _values[t];
            }

            // Values and times have the mean 0; taking the rise's own off its square is all that is left of the constant.
            rises -= sum * sum / _values.Length;
            var determinant = hasDrift ? (rises * _times) - (risesWithTimes * risesWithTimes) : rises;
            var height = hasDrift
                ? ((risesWithValues * _times) - (_timesWithValues * risesWithTimes)) / determinant
                : risesWithValues / determinant;
            var drift = hasDrift ? ((_timesWithValues * rises) - (risesWithValues * risesWithTimes)) / determinant : 0;
            return height > 0
                ? _squares - (height * risesWithValues) - (drift * _timesWithValues)
                : double.PositiveInfinity;
        }
    }
}
