using Mien.Benchmarks.Measures;

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
    public double Run(int round) => Timing.MeanMilliseconds(RoundMilliseconds, Work);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The piece of work.</summary>
    protected abstract void Work();
}
