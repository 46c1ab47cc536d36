using System.Diagnostics;

namespace Mien.Benchmarks.Duels;

/// <summary>A measure whose rounds repeat one short piece of work for a while and take the mean.</summary>
internal abstract class RepeatedMeasure : IMeasure
{
    /// <summary>Milliseconds of a round; the peers take as long.</summary>
    private const double RoundMilliseconds = 400;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int Rounds => 12;

    /// <inheritdoc/>
    public bool RoundsAddUp => false;

    /// <inheritdoc/>
    public double Run(int round)
    {
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        double elapsed;
        do
        {
            Work();
            count++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        } while (elapsed < RoundMilliseconds);
        return elapsed / count;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The piece of work.</summary>
    protected abstract void Work();
}
