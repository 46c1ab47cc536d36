using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>
/// The blinks of a video. Rates and times are those of people at rest and in talk: 8 to 25 a minute, unevenly spaced; a
/// tenth of a second to shut, one and a half to two tenths to open; one in seven stops half way.
/// </summary>
internal sealed class BlinkTrack
{
    private readonly List<Blink> _blinks = [];

    public BlinkTrack(RandomStream random, double seconds)
    {
        var pause = 60 / random.Uniform(8, 25);
        for (var at = Pause(random, pause) / 2; at < seconds - 0.6; at += Pause(random, pause))
        {
            var pace = Math.Exp(random.Normal(0.15));
            var depth = random.Chance(0.15) ? random.Uniform(0.4, 0.8) : 1;
            _blinks.Add(new Blink(at, 0.085 * pace, random.Uniform(0.01, 0.05), 0.16 * pace, depth));
        }
    }

    public IReadOnlyList<Blink> Blinks => _blinks;

    /// <summary>How far the lids are shut, 0 to 1.</summary>
    public double At(double seconds)
    {
        var shut = 0.0;
        foreach (var blink in _blinks)
        {
            shut = Math.Max(shut, blink.At(seconds));
        }

        return shut;
    }

    /// <summary>Pauses are log-normal and no shorter than the blinks themselves.</summary>
    private static double Pause(RandomStream random, double mean) =>
        Math.Max(0.55, mean * Math.Exp(random.Normal(0.7) - 0.245));
}
