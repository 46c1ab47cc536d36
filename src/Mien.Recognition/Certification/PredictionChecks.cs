using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>Holds the predictions against the splits and against themselves.</summary>
internal static class PredictionChecks
{
    private const string Held = "predictions held out";
    private const string Scores = "predictions follow scores";

    /// <summary>Every prediction is of a sample that its fold and seed held out, and every held-out sample is predicted.</summary>
    public static Check HeldOut(RunSplits splits, PredictionTable predictions)
    {
        if (splits.Folds.Length == 0)
        {
            return Check.Holds(Held, "Nothing was trained here, so nothing had to be held out.");
        }

        var expected = splits
            .Folds.SelectMany(fold =>
                fold.Seeds.SelectMany(seed => fold.Test.Select(item => (seed, fold.Fold, splits.Items[item].Key)))
            )
            .ToHashSet();
        var rows = predictions.Rows.Select(row => (row.Seed, row.Fold, row.Key)).ToArray();
        foreach (var row in rows)
        {
            if (!expected.Contains(row))
            {
                return Check.Fails(
                    Held,
                    $"{row.Key} is predicted in fold {row.Fold}, seed {row.Seed}, which did not hold it out."
                );
            }
        }

        expected.ExceptWith(rows);
        return expected.Count == 0
            ? Check.Holds(Held, $"All {rows.Length} predictions are of samples that their fold held out.")
            : Check.Fails(
                Held,
                $"{expected.Count} held-out samples have no prediction, first {expected.Min(missing => missing.Key)}: samples were left out."
            );
    }

    /// <summary>Every named class is the one with the highest score.</summary>
    public static Check FollowScores(PredictionTable predictions)
    {
        var scored = predictions.Rows.Where(row => row.Scores.Length == predictions.Classes.Count).ToArray();
        if (scored.Length < predictions.Rows.Count)
        {
            return Check.Unknown(Scores, "The predictions have no scores, so edited ones cannot be seen.");
        }

        var edited = scored.Where(row => row.Scores[row.Predicted] < row.Scores.Max()).ToArray();
        return edited.Length == 0
            ? Check.Holds(Scores, "Every prediction is the class with the highest score.")
            : Check.Fails(
                Scores,
                $"{edited.Length} of {scored.Length} predictions are not the class with the highest score, first {edited[0].Key} in seed {edited[0].Seed}: edited predictions."
            );
    }
}
