using System.Diagnostics;
using System.Globalization;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// The line beside every score: a linear support vector machine on median-centred maps with mirrored copies
/// (<c>svm-linear</c>), learnt and scored on the same folds as the method. A method that does not pass it has shown nothing.
/// It is computed once a run and takes seconds; for sets where it would not, it is left out, with a remark.
/// </summary>
internal sealed class LinearBaseline(PreparedSet units, IReadOnlyList<Fold> folds, string path)
{
    /// <summary>Above this many clips it is left out: the machine's time grows with their square, for every fold.</summary>
    public const int MostClips = 2000;

    /// <summary>Above this many multiplications for the inner products it is left out: some 800 clips of 112x112x3.</summary>
    public const double MostMultiplications = 5e10;

    /// <summary>Why it is left out, a sentence; null when it is computed.</summary>
    public string? LeftOut => ReasonFor(units.Clips.Count, units.Shape);

    /// <summary>Whether its result is there.</summary>
    public bool IsDone => Read() is not null;

    /// <summary>Learns and scores every fold.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public UnitResult Run(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var study = FeatureMethods.Baseline.Begin(units, FeatureMethods.Baseline.Recipe);
        using var learner = study.CreateLearner(threads: 1);
        var scores = new List<float[]>();
        foreach (var fold in folds)
        {
            // The machine leaves chance alone, so any stream will do.
            using var learnt = learner.Learn(fold.Train, new RandomStream(0), keep: null, stop);
            scores.AddRange(learnt.Score(fold.Test));
        }

        return new UnitResult
        {
            InstructionSet = RunMachine.Describe(1).InstructionSet,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
            Scores = [.. scores],
        };
    }

    /// <summary>Keeps the result of <see cref="Run"/>.</summary>
    public void Keep(UnitResult result) => result.Write(path);

    /// <summary>What it predicts; null when it is left out.</summary>
    /// <exception cref="InvalidOperationException">It was not run.</exception>
    public PredictionTable? Predictions()
    {
        if (LeftOut is not null)
        {
            return null;
        }

        var rows = Read()?.Scores ?? throw new InvalidOperationException("the linear baseline has no result");
        var items = folds.SelectMany(fold => fold.Test.Select(item => (fold, item)));
        return new PredictionTable(
            units.Classes,
            items.Select((place, i) => Prediction.Of(units, place.item, place.fold.Index, seed: 1, rows[i]))
        );
    }

    internal static string? ReasonFor(int clips, MapShape shape)
    {
        if (!ChannelNames.For(shape.Channels).Contains("strain"))
        {
            return "The linear baseline is left out: it is measured on u, v and strain, which these maps do not hold.";
        }

        if (clips > MostClips)
        {
            return $"The linear baseline is left out: {clips} clips are more than {MostClips}, above which it takes too long; 'mien evaluate --model {FeatureMethods.Baseline.Name}' computes it.";
        }

        // Every clip has a mirror image, and each pair of images is multiplied once.
        return 2.0 * clips * clips * shape.Length > MostMultiplications
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The linear baseline is left out: {clips} maps of {shape} are more than it can take in seconds; 'mien evaluate --model {FeatureMethods.Baseline.Name}' computes it."
            )
            : null;
    }

    private UnitResult? Read() => UnitResult.TryRead(path, folds.Sum(fold => fold.Test.Count), units.Classes.Count);
}
