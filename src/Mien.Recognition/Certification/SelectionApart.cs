using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// An epoch or setting may be chosen on training people only. Choosing the epoch on the held-out subject alone lifts UF1 by
/// .06 to .18 (Varanka et al. 2023, and measured with Mien's own networks).
/// </summary>
internal static class SelectionApart
{
    private const string Name = "selection apart";

    public static Check Run(RunSplits splits)
    {
        foreach (var fold in splits.Folds.Where(fold => fold.SelectedOn is not null))
        {
            if (Overlap(splits, fold) is { } seen)
            {
                return Check.Fails(
                    Name,
                    $"Fold {fold.Fold} chose its epoch or setting on {seen}, which it is tested on{ByDesign(splits)}."
                );
            }
        }

        var silent = splits.Folds.Where(fold => fold.SelectedOn is null && fold.Epoch is not null).ToArray();
        var epochs = silent.Select(fold => fold.Epoch!.Value).Distinct().Order().ToArray();
        if (epochs.Length > 1)
        {
            return Check.Fails(
                Name,
                $"The epoch differs between folds ({epochs[0]} to {epochs[^1]}) and no samples are named on which it was chosen: it was chosen on the held-out part."
            );
        }

        if (splits.Folds.Any(fold => fold.SelectedOn is not null))
        {
            return Check.Holds(Name, "Epochs or settings were chosen on samples of other people than the tested ones.");
        }

        if (epochs.Length == 1)
        {
            return Check.Holds(Name, $"Nothing is chosen: every fold uses epoch {epochs[0]}, fixed beforehand.");
        }

        if (splits.Complete && splits.Folds.Length > 0)
        {
            return Check.Holds(
                Name,
                "Nothing is chosen: the method has no epochs, and its settings were fixed beforehand."
            );
        }

        return Check.Unknown(Name, "The splits say neither which epoch was used nor on which samples it was chosen.");
    }

    private static string ByDesign(RunSplits splits) =>
        splits.Leaky ? " (a choice on the test subject is leaky by design)" : "";

    private static string? Overlap(RunSplits splits, SplitFold fold)
    {
        var clip = fold.SelectedOn!.Intersect(fold.Test)
            .Select(item => splits.Items[item].Key.ToString())
            .FirstOrDefault();
        var person = splits.Leaky
            ? null
            : SubjectsApart
                .People(splits, fold.SelectedOn!)
                .Intersect(SubjectsApart.People(splits, fold.Test))
                .Select(p => $"subject {p.Dataset}/{p.Subject}")
                .FirstOrDefault();
        return clip ?? person;
    }
}
