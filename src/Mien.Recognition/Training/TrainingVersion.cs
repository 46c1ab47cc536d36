namespace Mien.Recognition.Training;

/// <summary>
/// What trainings are worth to each other: folds of two programs may stand in one run where this number is the same. The
/// commit is recorded as well, but says nothing of that: most commits change no number.
/// </summary>
public static class TrainingVersion
{
    /// <summary>Raised by hand with every change after which the same data, recipe and seed give other scores.</summary>
    public const int Current = 1;
}
