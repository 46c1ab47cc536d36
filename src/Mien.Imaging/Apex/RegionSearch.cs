using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>
/// Divide and conquer over regions of interest (Liong, See, Wong, Le Ngo, Oh and Phan, Automatic Apex Frame Spotting in
/// Micro-expression Database, ACPR 2015). A frame's score is one minus the correlation of its local-binary-pattern histograms
/// with the onset's, averaged over the regions. The clip is halved again and again; each time the half whose peaks sum to more
/// is kept, until one frame is left.
/// </summary>
public static class RegionSearch
{
    private const int Codes = 256;

    /// <summary>Finds the apex of a clip that starts at its onset.</summary>
    /// <param name="frames">The clip, grey, aligned.</param>
    /// <param name="regions">Where expressions show, such as brows, eyes and mouth; null takes 6 x 6 equal blocks.</param>
    /// <exception cref="ArgumentException">A region leaves the frame or is empty.</exception>
    public static ApexEstimate Find(IReadOnlyList<Plane> frames, IReadOnlyList<Region>? regions = null)
    {
        ClipArguments.Check(frames);
        var (width, height) = (frames[0].Width - 2, frames[0].Height - 2);
        regions ??= Grid(width, height, 6);
        foreach (var region in regions)
        {
            if (
                region.X < 0
                || region.Y < 0
                || region.Width < 1
                || region.Height < 1
                || region.X + region.Width > width
                || region.Y + region.Height > height
            )
            {
                throw new ArgumentException(
                    $"the region {region} does not lie in {width} x {height} codes",
                    nameof(regions)
                );
            }
        }

        var onset = Histograms(frames[0], regions, width);
        var scores = frames.Select(frame => Difference(onset, Histograms(frame, regions, width))).ToArray();
        return new ApexEstimate(Conquer(scores), scores);
    }

    private static Region[] Grid(int width, int height, int side)
    {
        var (w, h) = (Math.Max(1, width / side), Math.Max(1, height / side));
        return
        [
            .. from y in Enumerable.Range(0, height / h)
            from x in Enumerable.Range(0, width / w)
            select new Region(x * w, y * h, w, h),
        ];
    }

    private static int[][] Histograms(Plane frame, IReadOnlyList<Region> regions, int width)
    {
        var codes = LocalBinaryPattern.Codes(frame);
        return [.. regions.Select(region => Histogram(codes, region, width))];
    }

    private static int[] Histogram(byte[] codes, Region region, int width)
    {
        var counts = new int[Codes];
        for (var y = region.Y; y < region.Y + region.Height; y++)
        {
            foreach (var code in codes.AsSpan((y * width) + region.X, region.Width))
            {
                counts[code]++;
            }
        }

        return counts;
    }

    private static double Difference(int[][] onset, int[][] frame) =>
        onset.Zip(frame, (a, b) => 1 - (Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b)))).Average();

    private static double Dot(int[] a, int[] b)
    {
        double sum = 0;
        for (var i = 0; i < Codes; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    private static int Conquer(double[] scores)
    {
        var peaks = Enumerable.Range(0, scores.Length).Select(t => IsPeak(scores, t) ? scores[t] : 0).ToArray();
        var (first, end) = (0, scores.Length);
        while (end - first > 1)
        {
            var middle = (first + end) / 2;
            var (left, right) = (peaks[first..middle].Sum(), peaks[middle..end].Sum());
            (first, end) = left >= right ? (first, middle) : (middle, end);
        }

        return first;
    }

    // A plateau peaks at its first frame; a clip may peak at an end.
    private static bool IsPeak(double[] scores, int t) =>
        (t == 0 || scores[t] > scores[t - 1]) && (t == scores.Length - 1 || scores[t] >= scores[t + 1]);
}
