using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Statistics;

namespace Mien.Recognition.Runs;

/// <summary>A run's predictions gathered by sample: what each seed said, and what their averaged scores say.</summary>
public sealed class RunOutcome
{
    private readonly PredictionTable _predictions;

    private RunOutcome(PredictionTable predictions, IReadOnlyList<int> seeds, IReadOnlyList<SampleOutcome> samples)
    {
        _predictions = predictions;
        Classes = predictions.Classes;
        Seeds = seeds;
        Samples = samples;
    }

    /// <summary>Class names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The seeds, ascending.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>All samples, ordered by dataset, subject and clip.</summary>
    public IReadOnlyList<SampleOutcome> Samples { get; }

    /// <summary>Gathers the rows of a table.</summary>
    /// <exception cref="InputFaultException">
    /// A sample occurs twice for a seed, is missing for one, or has two truths.
    /// </exception>
    public static RunOutcome Of(PredictionTable predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var seeds = predictions.Seeds;
        return new RunOutcome(
            predictions,
            seeds,
            [
                .. predictions
                    .Rows.GroupBy(row => row.Key)
                    .OrderBy(rows => rows.Key)
                    .Select(rows => Gather(rows.Key, [.. rows], seeds, predictions.Classes.Count)),
            ]
        );
    }

    /// <summary>What some of the seeds alone say; they are seeds of this run.</summary>
    public RunOutcome Over(IReadOnlyCollection<int> seeds) =>
        seeds.Count == Seeds.Count
            ? this
            : Of(new PredictionTable(Classes, _predictions.Rows.Where(row => seeds.Contains(row.Seed))));

    /// <summary>The counts of each subject under each seed, datasets and subjects in order.</summary>
    /// <param name="part">Which samples count.</param>
    public SubjectCounts[] BySubject(Func<SampleKey, bool> part) =>
        [
            .. Samples
                .Where(sample => part(sample.Key))
                .GroupBy(sample => (sample.Key.Dataset, sample.Key.Subject))
                .Select(subject => new SubjectCounts(
                    subject.Key.Dataset,
                    [.. Enumerable.Range(0, Seeds.Count).Select(seed => Count(subject, s => s.PerSeed[seed]))]
                )),
        ];

    /// <summary>The confusion matrix of chosen samples.</summary>
    public ConfusionMatrix Count(IEnumerable<SampleOutcome> samples, Func<SampleOutcome, int> prediction)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(prediction);
        var matrix = new ConfusionMatrix(Classes.Count);
        foreach (var sample in samples)
        {
            matrix.Add(sample.Truth, prediction(sample));
        }

        return matrix;
    }

    private ConfusionMatrix CountOf(Func<SampleKey, bool> part) =>
        Count(Samples.Where(sample => part(sample.Key)), sample => sample.PerSeed[0]);

    internal PartMetrics Summarize(Func<SampleKey, bool> part, RunOutcome? baseline)
    {
        var samples = Samples.Where(sample => part(sample.Key)).ToArray();
        var seeds = Enumerable.Range(0, Seeds.Count).Select(seed => Count(samples, s => s.PerSeed[seed])).ToArray();
        var ensemble = Count(samples, sample => sample.Ensemble);
        var subjects = BySubject(part);
        var intervals = SubjectBootstrap.Intervals(subjects, Figure.All, new BootstrapOptions());
        var figures = Figure
            .All.Zip(intervals, (figure, interval) => (figure, Summary: Summarize(figure, seeds, ensemble, interval)))
            .ToDictionary(entry => entry.figure, entry => entry.Summary);
        var truths = Enumerable.Range(0, Classes.Count).Select(ensemble.Truths).ToArray();
        return new PartMetrics
        {
            Samples = samples.Length,
            Subjects = subjects.Length,
            Classes = [.. Classes],
            Uf1 = figures[Figure.Uf1],
            Uar = figures[Figure.Uar],
            Accuracy = figures[Figure.Accuracy],
            MacroPrecision = figures[Figure.MacroPrecision],
            MacroF1OfMeans = figures[Figure.MacroF1OfMeans],
            MicroF1 = figures[Figure.MicroF1],
            WeightedPrecision = figures[Figure.WeightedPrecision],
            WeightedRecall = figures[Figure.WeightedRecall],
            WeightedF1 = figures[Figure.WeightedF1],
            Confusion = [.. ensemble.ToRows().Select(row => row.Select(cell => (int)cell).ToArray())],
            PerClass = [.. Classes.Select((name, label) => Summarize(name, ensemble.Of(label)))],
            MajorityBaseline = BaselineSummary.Of(Baseline.Majority(truths)),
            RandomBaseline = BaselineSummary.Of(Baseline.Random(truths)),
            LinearBaseline = baseline is null ? null : BaselineSummary.Of(baseline.CountOf(part)),
            PerFoldAverages = FoldAverages.Of(
                samples
                    .GroupBy(sample => sample.Fold)
                    .OrderBy(fold => fold.Key)
                    .Select(fold => Count(fold, s => s.Ensemble))
            ),
        };
    }

    private static FigureSummary Summarize(
        Figure figure,
        ConfusionMatrix[] seeds,
        ConfusionMatrix ensemble,
        Interval interval
    )
    {
        double[] perSeed = [.. seeds.Select(figure.Of)];
        var spread = Spread.Of(perSeed);
        return new FigureSummary
        {
            Mean = spread.Mean,
            Sd = spread.Sd,
            PerSeed = perSeed,
            Ensemble = figure.Of(ensemble),
            Interval = [interval.Low, interval.High],
        };
    }

    private static ClassSummary Summarize(string name, ClassFigures figures) =>
        new()
        {
            Name = name,
            Truths = (int)figures.Truths,
            Predictions = (int)figures.Predictions,
            Precision = figures.Precision,
            Recall = figures.Recall,
            F1 = figures.F1,
        };

    private static SampleOutcome Gather(SampleKey key, Prediction[] rows, IReadOnlyList<int> seeds, int classes)
    {
        for (var i = 0; i < Math.Max(rows.Length, seeds.Count); i++)
        {
            // Rows come ordered by seed, so the first place where they differ from the seeds names the fault.
            if (i >= seeds.Count || (i < rows.Length && rows[i].Seed < seeds[i]))
            {
                throw new InputFaultException(
                    $"{key} is predicted twice for seed {rows[i].Seed}: name every sample once a seed."
                );
            }

            if (i >= rows.Length || rows[i].Seed > seeds[i])
            {
                throw new InputFaultException(
                    $"{key} has no prediction for seed {seeds[i]}: every seed must predict every sample."
                );
            }
        }

        if (rows.FirstOrDefault(row => row.Truth != rows[0].Truth) is { } other)
        {
            throw new InputFaultException(
                $"{key} has another truth for seed {other.Seed} than for seed {rows[0].Seed}: correct it."
            );
        }

        var scores = AverageScores(rows, classes);
        return new SampleOutcome(
            key,
            rows[0].Fold,
            rows[0].Truth,
            [.. rows.Select(row => row.Predicted)],
            rows.Length == 1 ? rows[0].Predicted : Array.IndexOf(scores, scores.Max()),
            scores
        );
    }

    /// <summary>Scores averaged over seeds in double precision, seeds ascending; without scores, each seed casts a vote.</summary>
    private static double[] AverageScores(Prediction[] rows, int classes)
    {
        var mean = new double[classes];
        foreach (var row in rows)
        {
            for (var label = 0; label < classes; label++)
            {
                var score = row.Scores.Length == classes ? row.Scores[label] : (label == row.Predicted ? 1 : 0);
                mean[label] += (double)score / rows.Length;
            }
        }

        return mean;
    }
}
