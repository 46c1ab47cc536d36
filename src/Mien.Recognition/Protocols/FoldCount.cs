using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>Whether so many folds can be made.</summary>
internal static class FoldCount
{
    public static void Check(int folds, int units, string what)
    {
        if (folds < 2)
        {
            throw new InputFaultException($"--folds {folds} is too few: give at least 2.");
        }

        if (folds > units)
        {
            throw new InputFaultException(
                $"--folds {folds} is more than the {units} {what} of the data: give at most {units}."
            );
        }
    }
}
