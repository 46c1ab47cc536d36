using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// Looks for test content that reached the training side of a run. What the splits declare is held against itself and
/// against the predictions; what nobody wrote down cannot be seen, and is then said to be unknown.
/// </summary>
public static class LeakChecks
{
    /// <summary>All checks of the splits, in the order in which a reader asks.</summary>
    /// <param name="splits">The splits.</param>
    /// <param name="start">The finished model that the run began from or scored; null for none, or when nobody knows.</param>
    public static IReadOnlyList<Check> Run(RunSplits splits, RunStart? start = null)
    {
        ArgumentNullException.ThrowIfNull(splits);
        SplitBounds.Require(splits);
        if (splits.Folds.Length == 0)
        {
            return start is not null
                ? [StartApart.Run(start, splits)]
                :
                [
                    Check.Unknown(
                        "subjects apart",
                        "Nothing was trained here; whether the finished model has seen these people, only its own statement of training data can say."
                    ),
                ];
        }

        return
        [
            SubjectsApart.Run(splits),
            ClipsApart.Run(splits),
            ContentApart.Run(splits),
            LookAlikesApart.Run(splits),
            StatisticsApart.Run(splits),
            SelectionApart.Run(splits),
            .. start is null ? (Check[])[] : [StartApart.Run(start, splits)],
        ];
    }
}
