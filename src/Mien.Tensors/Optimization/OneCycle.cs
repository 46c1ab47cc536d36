namespace Mien.Tensors.Optimization;

/// <summary>
/// One cycle (Smith and Topin 2018) as PyTorch's OneCycleLR with cosines: up from maximum / start divisor over the warm-up,
/// down to maximum / start divisor / end divisor at the last step.
/// </summary>
public sealed class OneCycle : ISchedule
{
    private readonly int _totalSteps;
    private readonly double _maximum;
    private readonly double _start;
    private readonly double _end;
    private readonly double _top;

    /// <summary>Creates a cycle.</summary>
    /// <param name="maximum">The highest rate.</param>
    /// <param name="totalSteps">Steps of the training; later steps keep the last rate.</param>
    /// <param name="warmupShare">Share of the steps that rise, in (0, 1).</param>
    /// <param name="startDivisor">Highest rate over first rate.</param>
    /// <param name="endDivisor">First rate over last rate.</param>
    public OneCycle(
        float maximum,
        int totalSteps,
        double warmupShare = 0.3,
        double startDivisor = 25,
        double endDivisor = 1e4
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        _totalSteps = totalSteps;
        _maximum = maximum;
        _start = maximum / startDivisor;
        _end = _start / endDivisor;
        _top = (warmupShare * totalSteps) - 1;
    }

    /// <inheritdoc/>
    public float RateAt(int step)
    {
        var last = _totalSteps - 1;
        var at = Math.Min(step, last);
        return (float)(
            at < _top ? Cosine(_start, _maximum, at / _top)
            : at >= last ? _end
            : Cosine(_maximum, _end, (at - _top) / (last - _top))
        );
    }

    private static double Cosine(double from, double to, double share) =>
        to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
}
