using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>No content may be on both sides of a fold under two names: a clip that was copied and renamed.</summary>
internal static class ContentApart
{
    private const string Name = "content apart";

    public static Check Run(RunSplits splits)
    {
        var unknown = splits.Items.Count(item => item.Hash is null);
        if (unknown > 0)
        {
            return Check.Unknown(
                Name,
                $"{unknown} of {splits.Items.Length} samples have no content hash, so a copied and renamed clip cannot be seen."
            );
        }

        foreach (var fold in splits.Folds)
        {
            var trained = new Dictionary<string, int>();
            foreach (var item in fold.Train)
            {
                trained.TryAdd(splits.Items[item].Hash!, item);
            }

            foreach (var item in fold.Test)
            {
                if (trained.TryGetValue(splits.Items[item].Hash!, out var twin))
                {
                    return Check.Fails(
                        Name,
                        $"{splits.Items[item].Key} has the same content as {splits.Items[twin].Key}, which fold {fold.Fold} trains on: a duplicated clip."
                    );
                }
            }
        }

        return Check.Holds(Name, "No content is on both sides of a fold under two names.");
    }
}
