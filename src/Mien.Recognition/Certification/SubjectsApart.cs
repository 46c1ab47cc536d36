using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>No person, by (dataset, subject), may be on both sides of a fold.</summary>
internal static class SubjectsApart
{
    private const string Name = "subjects apart";

    public static Check Run(RunSplits splits)
    {
        var faults = splits
            .Folds.Select(fold => (Fold: fold, Shared: Shared(splits, fold)))
            .Where(f => f.Shared.Length > 0)
            .ToArray();
        if (faults.Length == 0)
        {
            return Check.Holds(Name, $"No subject is on both sides of a fold ({splits.Folds.Length} folds).");
        }

        var (first, shared) = faults[0];
        return Check.Fails(
            Name,
            $"Subject {shared[0].Dataset}/{shared[0].Subject} is on both sides of fold {first.Fold}; {faults.Length} of {splits.Folds.Length} folds share subjects{ByDesign(splits)}."
        );
    }

    /// <summary>Says of a leak that the protocol's name already told it.</summary>
    internal static string ByDesign(RunSplits splits) => splits.Leaky ? $" ({splits.Protocol} is leaky by design)" : "";

    private static (string Dataset, string Subject)[] Shared(RunSplits splits, SplitFold fold) =>
        [.. People(splits, fold.Test).Intersect(People(splits, fold.Train))];

    internal static IEnumerable<(string Dataset, string Subject)> People(RunSplits splits, int[] items) =>
        items.Select(item => (splits.Items[item].Dataset, splits.Items[item].Subject));
}
