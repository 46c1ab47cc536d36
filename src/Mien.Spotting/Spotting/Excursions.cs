using Mien.Spotting.Regions;

namespace Mien.Spotting.Spotting;

/// <summary>
/// How far each region is from its own rest, and how far it strays without an expression: by noise (the median of this
/// person's excursions), with the head's movements, with blinks, and where something covers the face. What of the head's way and of the lids' leaks into a
/// region is learnt from this person, where there is enough of either.
/// </summary>
internal sealed class Excursions
{
    // Expressions, which are long movements themselves, are the upper part of what is seen while the head moves; a leak is
    // learnt from the part below. Its deviation is less than a normal vector's 1.55, for heavy tails.
    private const double LeakPercentile = 0.7;
    private const float LeakDeviations = 1;
    private const float MostHeadLeak = 0.25f;
    private const float UsualLidLeak = 0.12f;
    private const float LeastLidLeak = 0.03f;
    private const float MostLidLeak = 0.35f;

    // Gray levels of misfit that texture alone explains, and pixels that a gray level beyond may feign.
    private const float FreeMisfit = 2;
    private const float CoverLeak = 0.1f;
    private const float FarHead = 3;
    private const float FarLid = 0.5f;
    private const double BlinkMargin = 0.07;
    private const double BlinkSeconds = 1;

    private static readonly int[] Lids =
    [
        .. Enumerable.Range(0, FaceRegions.Count).Where(r => FaceRegions.All[r].Part == RegionPart.UpperLid),
    ];

    private readonly float[] _lid;

    private Excursions(FaceTrack track, IReadOnlyList<SampleSpan> blinks, LayerOptions options)
    {
        Options = options;
        Step = Math.Max(1, (int)Math.Round(track.Rate / options.MostRate));
        Rate = track.Rate / Step;
        Channels = [.. track.Channels.Select(channel => Excursion(track, channel))];
        Count = Channels[0].Length;
        Sizes = [.. Enumerable.Range(0, FaceRegions.Count).Select(SizeOf)];
        HeadWay = WayOf(track);
        InBlink = Blinking(blinks);
        _lid = LidMotion();
        Strays = [.. Enumerable.Range(0, FaceRegions.Count).Select(r => StrayOf(r, track))];
    }

    /// <summary>How they were looked for.</summary>
    public LayerOptions Options { get; }

    /// <summary>Samples of the track that one sample here stands for.</summary>
    public int Step { get; }

    /// <summary>Samples a second.</summary>
    public double Rate { get; }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>u and v of each region from its rest.</summary>
    public float[][] Channels { get; }

    /// <summary>Length of each region's excursion, in pixels.</summary>
    public float[][] Sizes { get; }

    /// <summary>How far each region strays without an expression, in pixels (one deviation along one axis).</summary>
    public float[][] Strays { get; }

    /// <summary>The way of the head around each sample, in pixels.</summary>
    public float[] HeadWay { get; }

    /// <summary>Whether each sample is in a blink or close to one.</summary>
    public bool[] InBlink { get; }

    public static Excursions Of(FaceTrack track, IReadOnlyList<SampleSpan> blinks, LayerOptions options) =>
        new(track, blinks, options);

    /// <summary>Samples that a time spans, at least 1.</summary>
    public int Span(double seconds) => Math.Max(1, (int)Math.Round(seconds * Rate));

    /// <summary>Excursion of a region in deviations.</summary>
    public float Deviations(int region, int sample) => Sizes[region][sample] / Strays[region][sample];

    private float[] Excursion(FaceTrack track, float[] channel)
    {
        var smooth = Thin(SeriesMath.Smooth(channel, track.Span(Options.Smoothing)));
        var rest = RunningMedian.Of(smooth, Span(Options.HalfWindow), Span(FaceTrack.StartSeconds));
        for (var i = 0; i < smooth.Length; i++)
        {
            smooth[i] -= rest[i];
        }

        return smooth;
    }

    private float[] Thin(float[] values) =>
        Step == 1 ? values : [.. Enumerable.Range(0, (values.Length + Step - 1) / Step).Select(i => values[i * Step])];

    private float[] SizeOf(int region)
    {
        var (u, v) = (Channels[2 * region], Channels[(2 * region) + 1]);
        var sizes = new float[Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = MathF.Sqrt((u[i] * u[i]) + (v[i] * v[i]));
        }

        return sizes;
    }

    /// <summary>Way of place and turn; a turn of the head counts three times, as it is measured by what it does to a nose.</summary>
    private float[] WayOf(FaceTrack track)
    {
        var ways = track.Head.Select(axis => SeriesMath.Range(axis, track.Span(Options.HeadSeconds))).ToArray();
        var way = new float[track.Count];
        for (var i = 0; i < way.Length; i++)
        {
            var (right, down, turn, nod) = (ways[0][i], ways[1][i], 3 * ways[2][i], 3 * ways[3][i]);
            way[i] = MathF.Sqrt((right * right) + (down * down) + (turn * turn) + (nod * nod));
        }

        return Thin(way);
    }

    private bool[] Blinking(IReadOnlyList<SampleSpan> blinks)
    {
        var margin = Span(BlinkMargin);
        var blinking = new bool[Count];
        foreach (var blink in blinks)
        {
            var (first, last) = ((blink.First / Step) - margin, (blink.Last / Step) + margin);
            for (var i = Math.Max(0, first); i <= Math.Min(Count - 1, last); i++)
            {
                blinking[i] = true;
            }
        }

        return blinking;
    }

    /// <summary>How far the lids move in blinks; 0 elsewhere.</summary>
    private float[] LidMotion()
    {
        var lid = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            lid[i] = Lids.Sum(r => Math.Abs(Channels[(2 * r) + 1][i])) / Lids.Length;
        }

        lid = SeriesMath.Extremes(lid, 2 * Span(BlinkMargin), 1);
        for (var i = 0; i < Count; i++)
        {
            lid[i] = InBlink[i] ? lid[i] : 0;
        }

        return lid;
    }

    /// <summary>Samples from which noise is learnt: all, or of a recording shorter than the window those that are taken for rest.</summary>
    private int RestCount =>
        Count > 2 * Span(Options.HalfWindow) ? Count : Math.Min(Count, 2 * Span(FaceTrack.StartSeconds));

    private float[] StrayOf(int region, FaceTrack track)
    {
        var sizes = Sizes[region];
        var misfit = Thin(track.Misfits[region]);
        var usualMisfit = SeriesMath.Percentile((float[])misfit.Clone(), 0.5);
        // The median length of a two-dimensional normal vector is 1.177 deviations.
        var noise = Math.Max(Options.Floor, SeriesMath.Percentile(sizes[..RestCount], 0.5) / 1.177f);
        var ofHead = Leak(sizes, HeadWay, FarHead, Options.LearningSeconds, i => !InBlink[i]) ?? Options.HeadLeak;
        var ofLid = Leak(sizes, _lid, FarLid, BlinkSeconds, i => InBlink[i]) ?? UsualLidLeak;
        ofHead = Math.Clamp(ofHead, Options.HeadLeak, MostHeadLeak);
        ofLid = Math.Clamp(ofLid, LeastLidLeak, MostLidLeak);
        var strays = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            var (head, lid) = (ofHead * HeadWay[i], ofLid * _lid[i]);
            var cover = CoverLeak * Math.Max(0, misfit[i] - (2 * usualMisfit) - FreeMisfit);
            strays[i] = MathF.Sqrt((noise * noise) + (head * head) + (lid * lid) + (cover * cover));
        }

        return strays;
    }

    /// <summary>Pixels of excursion for a pixel of a cause, one deviation; null where the cause is seen too briefly to learn from.</summary>
    private float? Leak(float[] sizes, float[] cause, float far, double seconds, Func<int, bool> counts)
    {
        var shares = new List<float>();
        for (var i = 0; i < Count; i++)
        {
            if (cause[i] > far && counts(i))
            {
                shares.Add(sizes[i] / cause[i]);
            }
        }

        return shares.Count > seconds * Rate
            ? SeriesMath.Percentile([.. shares], LeakPercentile) / LeakDeviations
            : null;
    }
}
