using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Calibration;

/// <summary>Calibrates finished models on clips of people that they never saw.</summary>
public static class ModelCalibrator
{
    /// <summary>
    /// By the held-out predictions of a run: every clip was predicted by a network trained alike but without that
    /// clip's subject.
    /// </summary>
    /// <param name="model">A model trained with the run's recipe; its classes must be the run's.</param>
    /// <param name="runFolder">A finished run that held out whole subjects.</param>
    /// <exception cref="InputFaultException">The run is leaky, has no scores, or other classes.</exception>
    public static ModelDescription ByRun(ModelDescription model, string runFolder)
    {
        ArgumentNullException.ThrowIfNull(model);
        var run = RunRecord.Read(Path.Combine(runFolder, RunFolder.RunFile));
        if (run.Leaky)
        {
            throw new InputFaultException(
                $"{runFolder} is a run of {run.Protocol}, which has the same people on both sides: calibrate with a run that holds out subjects."
            );
        }

        var table = PredictionTable.Read(Path.Combine(runFolder, RunFolder.PredictionsFile));
        Require(table.Classes.SequenceEqual(model.Classes), runFolder, table.Classes, model.Classes);
        // The seeds' predictions of one clip are no further clips.
        var rows = table.Rows.Where(row => row.Seed == table.Seeds[0]).ToArray();
        if (rows.Any(row => row.Scores.Length != model.Classes.Count))
        {
            throw new InputFaultException(
                $"{runFolder} has no scores in its predictions: calibrate with a run of Mien's, or one that gives a score a class."
            );
        }

        return model with
        {
            Calibration = ModelCalibration.Fit(
                [.. rows.Select(Normalized)],
                [.. rows.Select(row => row.Truth)],
                [.. rows.Select(row => $"{row.Dataset}/{row.Subject}")],
                $"{rows.Length} held-out clips of {run.Protocol}, {run.Model}, subjects apart"
            ),
        };
    }

    /// <summary>By labelled clips of people that the model never saw.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">The clips; every label must be a class of the model.</param>
    /// <param name="threads">Threads; the result does not depend on them.</param>
    /// <exception cref="InputFaultException">A label is no class of the model, or the maps have another size.</exception>
    public static ModelDescription ByClips(Model model, PreparedSet set, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        var classes = model.Description.Classes.ToList();
        var labels = set.Clips.Select(clip => classes.IndexOf(clip.Label)).ToArray();
        Require(labels.All(label => label >= 0), "The set", set.Classes, classes);
        return model.Description with
        {
            Calibration = ModelCalibration.Fit(
                model.Predict(set, threads),
                labels,
                [.. set.Clips.Select(clip => $"{clip.Dataset}/{clip.Subject}")],
                $"{labels.Length} clips of {string.Join(", ", set.Clips.Select(clip => clip.Dataset).Distinct())}, subjects apart"
            ),
        };
    }

    private static float[] Normalized(Prediction row)
    {
        var sum = row.Scores.Sum();
        return row.Scores.All(score => score >= 0) && sum > 0
            ? [.. row.Scores.Select(score => score / sum)]
            : throw new InputFaultException(
                $"The scores of {row.Dataset} {row.Subject} {row.Clip} are no probabilities: calibrate with a run of Mien's."
            );
    }

    private static void Require(bool fits, string what, IEnumerable<string> given, IEnumerable<string> wanted)
    {
        if (!fits)
        {
            throw new InputFaultException(
                $"{what} has the classes {string.Join(", ", given)}, but the model {string.Join(", ", wanted)}: calibrate with the same classes."
            );
        }
    }
}
