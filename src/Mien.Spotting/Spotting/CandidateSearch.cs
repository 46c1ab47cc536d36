namespace Mien.Spotting.Spotting;

/// <summary>
/// Finds candidates from the highest down. Around a peak all regions that take part are projected on the direction that
/// they have moved in, which gives one series of little noise; onset and offset are where that is near rest.
/// </summary>
internal sealed class CandidateSearch(Excursions excursions, RegionGroup group)
{
    private const float PartShare = 0.4f;
    private const float MostEdge = 0.3f;
    private const float Low = 0.6f;
    private const float NewRise = 0.12f;
    private const double Gap = 0.05;
    private const double Nearby = 0.25;
    private const double Fine = 0.03;
    private const double CompanyPercentile = 0.96;

    /// <summary>The score of every sample.</summary>
    public float[] Scores()
    {
        var scores = new float[excursions.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var (first, second) = (0f, 0f);
            foreach (var r in group.Regions)
            {
                var deviations = excursions.Deviations(r, i);
                (first, second) = deviations > first ? (deviations, first) : (first, Math.Max(second, deviations));
            }

            scores[i] = MathF.Sqrt(((first * first) + (second * second)) / 2);
        }

        return scores;
    }

    /// <summary>Candidates above a score, the highest first.</summary>
    public IReadOnlyList<Candidate> Find(double threshold)
    {
        var scores = Scores();
        var taken = new bool[scores.Length];
        var found = new List<Candidate>();
        var high = Enumerable.Range(0, scores.Length).Where(i => scores[i] >= threshold);
        foreach (var peak in high.OrderByDescending(i => scores[i]))
        {
            if (!taken[peak])
            {
                found.Add(Describe(peak, scores[peak], taken));
            }
        }

        return found;
    }

    private Candidate Describe(int peak, double score, bool[] taken)
    {
        var region = group.Regions.MaxBy(r => excursions.Deviations(r, peak));
        var series = Project(peak, region, out var first);
        var apex = Climb(series, peak - first);
        var scale = Math.Max(1e-6f, series[apex]);
        for (var i = 0; i < series.Length; i++)
        {
            series[i] /= scale;
        }

        var edge = EdgeOf(series);
        var (left, right) = (Walk(series, apex, -1, edge), Walk(series, apex, 1, edge));
        Array.Fill(taken, true, first + left, right - left + 1);
        taken[peak] = true;
        var (onset, offset) = (Math.Max(0, left - 1), Math.Min(series.Length - 1, right + 1));
        return new Candidate
        {
            Span = new SampleSpan((first + onset) * excursions.Step, (first + offset) * excursions.Step),
            Apex = (first + apex) * excursions.Step,
            Score = score,
            BeginsBefore = first + left == 0,
            EndsAfter = first + right == excursions.Count - 1,
            Group = group,
            Region = region,
            Company = Company(series, first, apex, onset, offset),
            Fullness = series.AsSpan(left, right - left + 1).ToArray().Average(value => Math.Clamp(value, 0, 1)),
        };
    }

    /// <summary>
    /// Onset and offset again, sample by sample of the track: long movements are searched for in few samples a second. The
    /// track, projected as the search did, is followed from half height down to where it was before and where it is after.
    /// </summary>
    public SampleSpan Refine(Candidate found, FaceTrack track)
    {
        var weights = Weights(found.Apex / excursions.Step, found.Region);
        var (reach, level) = (track.Span(Nearby), track.Span(Gap));
        var first = Math.Max(0, found.Span.First - (2 * reach));
        var series = new float[Math.Min(track.Count, found.Span.Last + (2 * reach) + 1) - first];
        foreach (var (channel, weight) in weights)
        {
            for (var i = 0; i < series.Length; i++)
            {
                series[i] += weight * track.Channels[channel][first + i];
            }
        }

        series = SeriesMath.Smooth(series, track.Span(Fine));
        var (onset, offset) = (found.Span.First - first, found.Span.Last - first);
        var left = found.BeginsBefore ? onset : FollowDown(series, onset, found.Apex - first, -1, reach, level);
        var right = found.EndsAfter ? offset : FollowDown(series, offset, found.Apex - first, 1, reach, level);
        return left < right ? new SampleSpan(first + left, first + right) : found.Span;
    }

    /// <summary>From within the movement outward to the first sample near the level beyond the rough end.</summary>
    private int FollowDown(float[] series, int end, int apex, int direction, int reach, int level)
    {
        var beyond = Math.Clamp(end + (direction * reach), 0, series.Length - 1);
        var (from, to) = (Math.Max(0, beyond - level), Math.Min(series.Length, beyond + level + 1));
        var rest = SeriesMath.Percentile(series[from..to], 0.5);
        var top = series[Math.Clamp(apex, 0, series.Length - 1)];
        if (Math.Abs(top - rest) < 1e-6f)
        {
            return end;
        }

        var inner = Math.Clamp(end - (direction * reach), Math.Min(apex, beyond), Math.Max(apex, beyond));
        for (var i = inner; i != beyond; i += direction)
        {
            if ((series[i] - rest) / (top - rest) <= excursions.Options.Edge)
            {
                return i;
            }
        }

        return end;
    }

    /// <summary>Excursions around a peak along those of the peak, regions weighted by how sure they are.</summary>
    private float[] Project(int peak, int strongest, out int first)
    {
        var reach = excursions.Span(excursions.Options.Reach);
        first = Math.Max(0, peak - reach);
        var series = new float[Math.Min(excursions.Count, peak + reach + 1) - first];
        foreach (var (channel, weight) in Weights(peak, strongest))
        {
            for (var i = 0; i < series.Length; i++)
            {
                series[i] += weight * excursions.Channels[channel][first + i];
            }
        }

        return series;
    }

    /// <summary>Channels of the regions that take part in a peak, each with its excursion there in units of its noise.</summary>
    private List<(int Channel, float Weight)> Weights(int peak, int strongest)
    {
        var weights = new List<(int, float)>();
        var least = PartShare * excursions.Deviations(strongest, peak);
        foreach (var r in group.Regions.Where(r => excursions.Deviations(r, peak) > least))
        {
            var stray = excursions.Strays[r][peak];
            weights.Add((2 * r, excursions.Channels[2 * r][peak] / (stray * stray)));
            weights.Add(((2 * r) + 1, excursions.Channels[(2 * r) + 1][peak] / (stray * stray)));
        }

        return weights;
    }

    private static int Climb(float[] series, int at)
    {
        while (at + 1 < series.Length && series[at + 1] > series[at])
        {
            at++;
        }

        while (at > 0 && series[at - 1] > series[at])
        {
            at--;
        }

        return at;
    }

    /// <summary>What counts as near rest: a share of the apex, more where the surroundings are restless.</summary>
    private float EdgeOf(float[] series)
    {
        var lengths = series.Select(Math.Abs).ToArray();
        var noise = 1.48f * SeriesMath.Percentile(lengths, 0.5);
        return Math.Max((float)excursions.Options.Edge, Math.Min(2 * noise, MostEdge));
    }

    /// <summary>The last sample that is not near rest; where a new rise follows a low, the low ends the movement.</summary>
    private static int Walk(float[] series, int apex, int direction, float edge)
    {
        var lowest = apex;
        for (var next = apex + direction; next >= 0 && next < series.Length && series[next] > edge; next += direction)
        {
            if (series[next] <= series[lowest])
            {
                lowest = next;
            }
            else if (series[lowest] < Low && series[next] > series[lowest] + NewRise)
            {
                return lowest;
            }
        }

        return LastAbove(series, apex, direction, edge);
    }

    private static int LastAbove(float[] series, int apex, int direction, float edge)
    {
        var at = apex;
        while (at + direction >= 0 && at + direction < series.Length && series[at + direction] > edge)
        {
            at += direction;
        }

        return at;
    }

    /// <summary>The larger of both sides' movements, blinks left out.</summary>
    private double Company(float[] series, int first, int apex, int onset, int offset)
    {
        var (around, gap) = (excursions.Span(group.Surroundings), excursions.Span(Gap));
        return Math.Max(Side(apex - around, onset - gap), Side(offset + gap, apex + around));

        double Side(int from, int to)
        {
            var values = new List<float>();
            for (var i = Math.Max(0, from); i < Math.Min(series.Length, to); i++)
            {
                if (!excursions.InBlink[first + i])
                {
                    values.Add(Math.Abs(series[i]));
                }
            }

            return values.Count > 2 ? SeriesMath.Percentile([.. values], CompanyPercentile) : 0;
        }
    }
}
