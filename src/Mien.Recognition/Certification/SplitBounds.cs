using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>Guards the checks against splits whose lists point outside of the items.</summary>
internal static class SplitBounds
{
    public static void Require(RunSplits splits)
    {
        foreach (var fold in splits.Folds)
        {
            foreach (var item in fold.Train.Concat(fold.Test).Concat(fold.SelectedOn ?? []).Concat(fold.FittedOn ?? []))
            {
                if ((uint)item >= (uint)splits.Items.Length)
                {
                    throw new InputFaultException(
                        $"Fold {fold.Fold} of the splits names item {item} of {splits.Items.Length}: count items from 0."
                    );
                }
            }
        }
    }
}
