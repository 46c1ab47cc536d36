using System.Diagnostics;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>The protocol <c>zero-shot</c>: a finished model scores a set; nothing is trained.</summary>
public static class ZeroShotEvaluation
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "zero-shot";

    private const string WithoutBaseline =
        "The linear baseline is left out: it is learnt on the folds of a protocol, and nothing is learnt here.";

    /// <summary>What it means, for the report.</summary>
    public const string Meaning =
        "Zero-shot: a finished model file is scored on the data as it is; nothing is trained. The score is honest only if the model never saw these people: its training-data statement is in the remarks.";

    /// <summary>Scores a set and writes the run's documents.</summary>
    /// <param name="set">The clips; their labels must be classes of the model.</param>
    /// <param name="data">Where the clips came from, for the record.</param>
    /// <param name="model">The model.</param>
    /// <param name="modelName">How the model was named, for the record.</param>
    /// <param name="command">The command as it was typed.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="threads">Threads; the result does not depend on them.</param>
    /// <exception cref="InputFaultException">A label is no class of the model, or the maps have another size.</exception>
    public static RunFolder Run(
        PreparedSet set,
        RunData[] data,
        Model model,
        string modelName,
        string command,
        string folder,
        int threads
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(model);
        var labelled = new PreparedSet(set.Clips, model.Description.Classes);
        var clock = Stopwatch.StartNew();
        var scores = model.Predict(labelled, threads);
        var timing = new RunTiming
        {
            TrainSeconds = 0,
            InferenceMicroseconds = Math.Round(clock.Elapsed.TotalMicroseconds / scores.Length, 1),
        };
        if (model.PredictUnits(labelled, threads) is { } units)
        {
            UnitScores.Write(
                Path.Combine(folder, UnitScores.FileName),
                labelled,
                units,
                model.Description.UnitThresholds
            );
        }

        var predictions = new PredictionTable(labelled.Classes, Predictions(labelled, scores, model.Description.Seed));
        return RunFolder.Write(
            folder,
            Record(model, labelled, data, modelName, command, threads),
            Splits(labelled, StartOf(model, labelled)),
            predictions,
            timing
        );
    }

    private static IEnumerable<Prediction> Predictions(PreparedSet set, float[][] scores, int seed) =>
        set.Clips.Select(
            (clip, i) =>
                new Prediction(
                    clip.Dataset,
                    clip.Subject,
                    clip.Clip,
                    0,
                    seed,
                    set.Labels[i],
                    Array.IndexOf(scores[i], scores[i].Max()),
                    scores[i]
                )
        );

    /// <summary>What the model is, with whether it has seen these data.</summary>
    private static RunStart StartOf(Model model, PreparedSet set) =>
        RunStart.Of(model.Description, Name, ModelFile.HashOf(model), set);

    private static RunSplits Splits(PreparedSet set, RunStart start) =>
        new()
        {
            Protocol = Name,
            Leaky = start.Leaks,
            Items = [.. set.Clips.Select(RunDocuments.Item)],
            Folds = [],
        };

    private static RunRecord Record(
        Model model,
        PreparedSet set,
        RunData[] data,
        string modelName,
        string command,
        int threads
    )
    {
        var start = StartOf(model, set);
        return new RunRecord
        {
            Version = RunDocuments.Version,
            TrainingVersion = TrainingVersion.Current,
            Revisions = ProductVersion.Revision is { } revision ? [revision] : null,
            Command = command,
            Model = modelName,
            Parameters = model.Network.ParameterCount,
            Protocol = Name,
            Leaky = start.Leaks,
            Folds = 0,
            Seeds = [model.Description.Seed],
            Recipe = RunDocuments.Settings(model.Description.Recipe),
            Start = start,
            Data = data,
            Machine = RunMachine.Describe(threads),
            Remarks = [.. RunDocuments.StartRemarks(start), WithoutBaseline],
        };
    }
}
