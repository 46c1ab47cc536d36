namespace Mien.Foundation;

/// <summary>A number of an options record that a step can set.</summary>
/// <param name="Key">Its name in the step.</param>
/// <param name="Low">The least that is taken.</param>
/// <param name="High">The most.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Makes a record with another value.</param>
/// <param name="IsWhole">Whether fractions are refused.</param>
public sealed record StepSetting<T>(
    string Key,
    double Low,
    double High,
    Func<T, float> Get,
    Func<T, float, T> Set,
    bool IsWhole = false
);
