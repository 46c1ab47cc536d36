namespace Mien.Recognition.Metrics;

/// <summary>A figure as it was published.</summary>
/// <param name="Value">A share: 0.973 for 97.3 %.</param>
/// <param name="Rounding">Half of the last digit that was given: 0.0005 for 97.3 %.</param>
public readonly record struct ClaimedFigure(double Value, double Rounding)
{
    /// <summary>A share given to a tenth of a percent.</summary>
    public static implicit operator ClaimedFigure(double value) => new(value, 0.0005);

    /// <summary>Whether a value would be published so.</summary>
    public bool Agrees(double value) => Math.Abs(value - Value) <= Rounding * (1 + 1e-9);
}
