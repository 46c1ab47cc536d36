using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>Where the eyes look: fixations of a third of a second to four seconds, mostly ahead, joined by saccades.</summary>
internal sealed class GazeTrack
{
    private const double Degree = Math.PI / 180;

    /// <summary>A saccade of ten degrees takes about 45 ms (Bahill, Clark and Stark 1975).</summary>
    private const double SaccadeSeconds = 0.045;

    private readonly List<(double Start, double Right, double Down)> _fixations = [(double.NegativeInfinity, 0, 0)];

    public GazeTrack(RandomStream random, double seconds)
    {
        for (var at = random.Uniform(0.5, 3); at < seconds; at += random.Uniform(0.33, 4))
        {
            var isAhead = random.Chance(0.5);
            var (right, down) = isAhead
                ? (random.Normal(1), random.Normal(0.7))
                : (Math.Clamp(random.Normal(9), -18, 18), Math.Clamp(random.Normal(4), -8, 9));
            _fixations.Add((at, right * Degree, down * Degree));
        }
    }

    /// <summary>The direction of the eyes, radians to the picture's right and down.</summary>
    public (double Right, double Down) At(double seconds)
    {
        var last = _fixations.FindLastIndex(fixation => fixation.Start <= seconds);
        var (start, right, down) = _fixations[last];
        if (last == 0 || seconds - start >= SaccadeSeconds)
        {
            return (right, down);
        }

        var part = (seconds - start) / SaccadeSeconds;
        var (_, rightBefore, downBefore) = _fixations[last - 1];
        part = part * part * (3 - (2 * part));
        return (rightBefore + (part * (right - rightBefore)), downBefore + (part * (down - downBefore)));
    }
}
