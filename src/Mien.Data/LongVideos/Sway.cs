using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>A restless quantity: three sines of random pace and phase. A function of time alone, so that any frame can be asked for.</summary>
internal sealed class Sway
{
    private const int Sines = 3;

    private readonly (double Size, double Pace, double Phase)[] _sines = new (double, double, double)[Sines];

    /// <param name="random">What pace and phase are drawn from.</param>
    /// <param name="deviation">The standard deviation over time.</param>
    /// <param name="slowest">Hertz.</param>
    /// <param name="fastest">Hertz.</param>
    public Sway(RandomStream random, double deviation, double slowest, double fastest)
    {
        for (var i = 0; i < Sines; i++)
        {
            var pace = 2 * Math.PI * random.Uniform(slowest, fastest);
            _sines[i] = (deviation * Math.Sqrt(2.0 / Sines), pace, random.Uniform(0, 2 * Math.PI));
        }
    }

    public double At(double seconds)
    {
        var sum = 0.0;
        foreach (var (size, pace, phase) in _sines)
        {
            sum += size * Math.Sin((pace * seconds) + phase);
        }

        return sum;
    }
}
