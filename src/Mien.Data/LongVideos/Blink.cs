namespace Mien.Data.LongVideos;

/// <summary>One blink: lids shut fast, rest a moment, open slowly.</summary>
/// <param name="Start">Seconds.</param>
/// <param name="Shutting">Seconds until they are shut.</param>
/// <param name="Resting">Seconds that they stay so.</param>
/// <param name="Opening">Seconds until they are open again.</param>
/// <param name="Depth">How far they shut, 1 is wholly.</param>
internal readonly record struct Blink(double Start, double Shutting, double Resting, double Opening, double Depth)
{
    public Stretch When => new(Start, Start + Shutting + Resting + Opening);

    /// <summary>Seconds at which the lids are lowest.</summary>
    public double Lowest => Start + Shutting + (Resting / 2);

    /// <summary>How far the lids are shut, 0 to 1.</summary>
    public double At(double seconds)
    {
        var since = seconds - Start;
        var part = Math.Min(since / Shutting, (When.End - seconds) / Opening);
        return Depth * Smooth(Math.Clamp(part, 0, 1));
    }

    private static double Smooth(double part) => part * part * (3 - (2 * part));
}
