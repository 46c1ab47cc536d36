using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// No near copy of a tested sample may be trained on: neighbouring frames, copies with a little noise, or mirror images, as
/// augmentation before the split makes them.
/// </summary>
internal static class LookAlikesApart
{
    private const string Name = "look-alikes apart";

    public static Check Run(RunSplits splits)
    {
        var hashes = splits.Items.Select(item => LookAlikeWords.Parse(item.LookAlike)!).ToArray();
        if (hashes.Length == 0 || !Array.TrueForAll(hashes, hash => hash is not null && hash.Fits(hashes[0])))
        {
            return Check.Unknown(
                Name,
                "The samples have no perceptual hashes of one kind (a gray picture has none, nor has a clip in which nothing changes), so near copies cannot be seen."
            );
        }

        var mirrored = hashes.Select(hash => hash.Mirrored()).ToArray();
        // Most splits test every sample once, so this looks at each pair about twice; a pair costs a few instructions.
        foreach (var fold in splits.Folds)
        {
            foreach (var tested in fold.Test)
            {
                foreach (var trained in fold.Train)
                {
                    if (tested != trained && Kind(tested, trained) is { } kind)
                    {
                        return Check.Fails(
                            Name,
                            $"{splits.Items[tested].Key} is a {kind} of {splits.Items[trained].Key}, which fold {fold.Fold} trains on{SubjectsApart.ByDesign(splits)}."
                        );
                    }
                }
            }
        }

        return Check.Holds(Name, "No near copy or mirror image of a tested sample is trained on.");

        string? Kind(int tested, int trained) =>
            hashes[tested].IsLike(hashes[trained]) ? "near copy"
            : mirrored[tested].IsLike(hashes[trained]) ? "mirror image"
            : null;
    }
}
