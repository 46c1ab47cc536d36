using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>No sample may be trained on in the fold that tests it.</summary>
internal static class ClipsApart
{
    private const string Name = "clips apart";

    public static Check Run(RunSplits splits)
    {
        foreach (var fold in splits.Folds)
        {
            var trained = fold.Train.Select(item => splits.Items[item].Key).ToHashSet();
            foreach (var item in fold.Test)
            {
                if (trained.Contains(splits.Items[item].Key))
                {
                    return Check.Fails(Name, $"{splits.Items[item].Key} is trained on and tested in fold {fold.Fold}.");
                }
            }
        }

        return Check.Holds(Name, "No sample is trained on in the fold that tests it.");
    }
}
