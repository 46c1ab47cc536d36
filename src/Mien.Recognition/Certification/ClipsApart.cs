using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// No clip may be trained on in the fold that tests it, neither itself nor under the name of a frame or a copy of it
/// (<c>clip#2</c>): frames that were dealt one by one, and copies that augmentation made before the split.
/// </summary>
internal static class ClipsApart
{
    private const string Name = "clips apart";

    public static Check Run(RunSplits splits)
    {
        foreach (var fold in splits.Folds)
        {
            var trained = new Dictionary<SampleKey, SampleKey>();
            foreach (var item in fold.Train)
            {
                trained.TryAdd(ClipOf(splits.Items[item].Key), splits.Items[item].Key);
            }

            foreach (var key in fold.Test.Select(item => splits.Items[item].Key))
            {
                if (trained.TryGetValue(ClipOf(key), out var twin))
                {
                    return Check.Fails(
                        Name,
                        twin == key
                            ? $"{key} is trained on and tested in fold {fold.Fold}."
                            : $"{key} is tested and {twin}, a frame or copy of the same clip, is trained on in fold {fold.Fold}: the copies were made before the split{SubjectsApart.ByDesign(splits)}."
                    );
                }
            }
        }

        return Check.Holds(Name, "No clip is trained on in the fold that tests it.");
    }

    /// <summary>The clip that a frame or a copy is of.</summary>
    private static SampleKey ClipOf(SampleKey key)
    {
        var mark = key.Clip.IndexOf('#', StringComparison.Ordinal);
        return mark > 0 ? key with { Clip = key.Clip[..mark] } : key;
    }
}
