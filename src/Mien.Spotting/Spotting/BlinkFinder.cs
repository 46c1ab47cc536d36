namespace Mien.Spotting.Spotting;

/// <summary>
/// Blinks: the eyes' aspect ratio falls by a sixth of what is usual around it and comes back within 0.8 s (a blink lasts 0.1 to 0.4 s;
/// Soukupova and Cech, Real-Time Eye Blink Detection using Facial Landmarks, 2016, for the ratio).
/// </summary>
internal static class BlinkFinder
{
    private const double Around = 1.5;
    private const double Longest = 0.8;
    private const double Smoothing = 0.025;
    private const float Shut = 0.17f;
    private const float Open = 0.04f;

    /// <summary>The blinks of a track, in the order of time.</summary>
    public static IReadOnlyList<SampleSpan> Find(FaceTrack track)
    {
        var opening = SeriesMath.Smooth(track.Opening, track.Span(Smoothing));
        var usual = RunningMedian.Of(opening, track.Span(Around), track.Span(FaceTrack.StartSeconds));
        float Fall(int i) => (usual[i] - opening[i]) / Math.Max(1e-3f, usual[i]);
        var blinks = new List<SampleSpan>();
        for (var i = 0; i < track.Count; i++)
        {
            if (Fall(i) <= Shut)
            {
                continue;
            }

            var (first, last) = (i, i);
            while (first > 0 && Fall(first - 1) > Open)
            {
                first--;
            }

            while (last + 1 < track.Count && Fall(last + 1) > Open)
            {
                last++;
            }

            if (last - first < Longest * track.Rate)
            {
                // The lids begin to move a sample before it shows.
                blinks.Add(new SampleSpan(Math.Max(0, first - 1), Math.Min(track.Count - 1, last + 1)));
            }

            i = last;
        }

        return blinks;
    }
}
