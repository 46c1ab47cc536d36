using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>No near copy of a tested sample may be trained on: neighbouring frames, or copies with a little noise.</summary>
internal static class LookAlikesApart
{
    private const string Name = "look-alikes apart";

    public static Check Run(RunSplits splits)
    {
        var hashes = splits.Items.Select(item => LookAlikeHash.Parse(item.LookAlike)).ToArray();
        if (hashes.Length == 0 || hashes.Any(hash => hash?.Length != hashes[0]?.Length || hash is null))
        {
            return Check.Unknown(
                Name,
                "The samples have no perceptual hashes of one length, so near copies cannot be seen."
            );
        }

        // Most splits test every sample once, so this looks at each pair about twice; a pair costs a few instructions.
        foreach (var fold in splits.Folds)
        {
            foreach (var tested in fold.Test)
            {
                foreach (var trained in fold.Train)
                {
                    if (LookAlikeHash.Alike(hashes[tested]!, hashes[trained]!) && tested != trained)
                    {
                        return Check.Fails(
                            Name,
                            $"{splits.Items[tested].Key} is a near copy of {splits.Items[trained].Key}, which fold {fold.Fold} trains on{SubjectsApart.ByDesign(splits)}."
                        );
                    }
                }
            }
        }

        return Check.Holds(Name, "No near copy of a tested sample is trained on.");
    }
}
