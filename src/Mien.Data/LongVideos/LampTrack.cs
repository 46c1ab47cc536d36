using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>The brightness of the light: a slow drift of half a per cent and, when asked for, the flicker of lamps on the mains.</summary>
internal sealed class LampTrack
{
    private readonly Sway _drift;
    private readonly double _level;
    private readonly double _depth;
    private readonly double _pace;
    private readonly double _phase;

    public LampTrack(RandomStream random, int? mainsHertz)
    {
        _drift = new Sway(random, 0.005, 0.02, 0.2);
        _level = random.Uniform(0.85, 1.1);
        (_depth, _phase) = (random.Uniform(0.01, 0.04), random.Uniform(0, 2 * Math.PI));
        _depth = mainsHertz is null ? 0 : _depth;
        // Lamps flicker twice in every period of the mains.
        _pace = 2 * Math.PI * 2 * (mainsHertz ?? 0);
    }

    /// <summary>The factor of all light, about 1.</summary>
    public double At(double seconds) =>
        _level * (1 + _drift.At(seconds) + (_depth * Math.Sin((_pace * seconds) + _phase)));
}
