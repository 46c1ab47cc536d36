using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>What was chosen, how often, and on whom; nothing for a run in which nothing was chosen.</summary>
internal static class SelectionSection
{
    public static void Write(Page page, RunFolder folder)
    {
        var chosen = folder.Splits.Folds.Where(fold => fold.SelectedOn is not null).ToArray();
        if (chosen.Length == 0)
        {
            return;
        }

        using (page.Section("selection", "What was chosen"))
        {
            page.Table(
                folder.Run.ChoosesOnTest
                    ? "The epoch that each held-out subject got, chosen on that very subject.."
                    : "The candidate that each fold got, chosen on parts of its training people that the candidates had not learnt from; the held-out people had no say.",
                [folder.Run.ChoosesOnTest ? "Epoch" : "Candidate", "Folds, all seeds", "Share"],
                Rows(chosen)
            );
        }
    }

    private static IEnumerable<string[]> Rows(SplitFold[] chosen)
    {
        var all = chosen.Sum(fold => fold.Seeds.Length);
        return chosen
            .GroupBy(fold => fold.Choice ?? (fold.Epoch is { } epoch ? $"{epoch}" : "several"))
            .Select(group => (Name: group.Key, Epoch: group.First().Epoch, Folds: group.Sum(fold => fold.Seeds.Length)))
            .OrderBy(row => row.Epoch ?? int.MaxValue)
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .Select(row => (string[])[row.Name, $"{row.Folds}", $"{100.0 * row.Folds / all:0} %"]);
    }
}
