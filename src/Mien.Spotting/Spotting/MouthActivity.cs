using Mien.Spotting.Regions;

namespace Mien.Spotting.Spotting;

/// <summary>
/// How busy the mouth is around an event, relative to it: in speech and chewing, movements of the mouth follow one on
/// the other, and none of them can be called an expression.
/// </summary>
internal sealed class MouthActivity
{
    private const double Surroundings = 1.2;
    private const double Gap = 0.05;
    private const double Busy = 0.85;

    private readonly Excursions _short;
    private readonly float[] _motion;

    /// <param name="ofShort">Excursions of short span.</param>
    public MouthActivity(Excursions ofShort)
    {
        _short = ofShort;
        var mouth = Enumerable.Range(0, FaceRegions.Count).Where(r => FaceRegions.All[r].IsOfMouth).ToArray();
        _motion = [.. Enumerable.Range(0, ofShort.Count).Select(i => mouth.Max(r => ofShort.Sizes[r][i]))];
    }

    /// <summary>Motion of the mouth, in pixels, that the busier side of a span often reaches.</summary>
    /// <param name="span">Samples of the track.</param>
    /// <param name="apex">The middle of what counts as its surroundings.</param>
    public double Around(SampleSpan span, int apex)
    {
        var (first, last) = (span.First / _short.Step, span.Last / _short.Step);
        var (around, gap) = (_short.Span(Surroundings), _short.Span(Gap));
        var (from, to) = (
            Math.Min(first, (apex / _short.Step) - around),
            Math.Max(last, (apex / _short.Step) + around)
        );
        return Math.Max(
            Often(Math.Min(from, first - (around / 2)), first - gap),
            Often(last + gap, Math.Max(to, last + (around / 2)))
        );
    }

    /// <summary>Motion of the mouth, in pixels, that is often reached inside a span.</summary>
    public double Inside(SampleSpan span) => Often(span.First / _short.Step, span.Last / _short.Step);

    private double Often(int from, int to)
    {
        var (first, last) = (Math.Clamp(from, 0, _motion.Length), Math.Clamp(to, 0, _motion.Length));
        return last - first > 2 ? SeriesMath.Percentile(_motion[first..last], Busy) : 0;
    }
}
