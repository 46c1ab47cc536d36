using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>Statistics that scale the inputs (a scaler's mean and deviation) may come from the fold's training samples only.</summary>
internal static class StatisticsApart
{
    private const string Name = "statistics apart";

    public static Check Run(RunSplits splits)
    {
        foreach (var fold in splits.Folds.Where(fold => fold.FittedOn is not null))
        {
            if (fold.FittedOn!.Except(fold.Train).Select(item => (int?)item).FirstOrDefault() is { } item)
            {
                return Check.Fails(
                    Name,
                    $"Fold {fold.Fold} scales its inputs by statistics of {splits.Items[item].Key}, which it does not train on: the scaler was fitted on more than the training side."
                );
            }
        }

        if (SameDespiteOtherTraining(splits) is { } pair)
        {
            return Check.Fails(
                Name,
                $"Folds {pair.First.Fold} and {pair.Second.Fold} train on other samples but scale by the same statistics: the scaler was fitted on all data."
            );
        }

        if (splits.Folds.Any(fold => fold.FittedOn is not null || fold.Statistics is not null))
        {
            return Check.Holds(Name, "Inputs are scaled by statistics of the training side alone.");
        }

        return splits.Complete
            ? Check.Holds(Name, "Nothing is fitted before training; every sample is scaled by itself.")
            : Check.Unknown(
                Name,
                "The splits do not say on which samples scalers were fitted (rows of role 'fitted')."
            );
    }

    private static (SplitFold First, SplitFold Second)? SameDespiteOtherTraining(RunSplits splits)
    {
        foreach (var folds in splits.Folds.Where(fold => fold.Statistics is not null).GroupBy(fold => fold.Statistics))
        {
            var first = folds.First();
            var trained = first.Train.ToHashSet();
            if (folds.FirstOrDefault(fold => !trained.SetEquals(fold.Train)) is { } second)
            {
                return (first, second);
            }
        }

        return null;
    }
}
