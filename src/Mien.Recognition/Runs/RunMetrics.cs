using Mien.Foundation;

namespace Mien.Recognition.Runs;

/// <summary>The file <c>metrics.json</c>: every figure of a run, whole and by dataset, a function of its predictions and its baseline's alone.</summary>
public sealed record RunMetrics
{
    /// <summary>The protocol's name; empty where only predictions are known.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Whether the protocol lets test content into training by design, which no figure below shows by itself.</summary>
    public bool Leaky { get; init; }

    /// <summary>Seed with which the labels were shuffled over the clips; null, and absent, for true labels.</summary>
    public ulong? LabelShuffle { get; init; }

    /// <summary>The seeds, ascending; the order of every <see cref="FigureSummary.PerSeed"/>.</summary>
    public required int[] Seeds { get; init; }

    /// <summary>Over all samples.</summary>
    public required PartMetrics Full { get; init; }

    /// <summary>Over the samples of one dataset of the same predictions, by its name.</summary>
    public required SortedDictionary<string, PartMetrics> ByDataset { get; init; }

    /// <summary>Derives all figures from the predictions; deterministic.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="baseline">Those of the linear baseline, of one seed; null where it was not computed.</param>
    /// <exception cref="InputFaultException">
    /// A sample occurs twice for a seed, is missing for one, or has two truths; or the baseline's samples are others.
    /// </exception>
    public static RunMetrics Compute(PredictionTable predictions, PredictionTable? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var outcome = RunOutcome.Of(predictions);
        var line = baseline is null ? null : RunOutcome.Of(baseline);
        RequireSameSamples(outcome, line);
        var datasets = outcome.Samples.Select(sample => sample.Key.Dataset).Distinct();
        return new RunMetrics
        {
            Seeds = [.. outcome.Seeds],
            Full = outcome.Summarize(_ => true, line),
            ByDataset = new SortedDictionary<string, PartMetrics>(
                datasets.ToDictionary(name => name, name => outcome.Summarize(key => key.Dataset == name, line)),
                StringComparer.Ordinal
            ),
        };
    }

    /// <summary>The figures with what a reader must know of the run that they are of.</summary>
    internal RunMetrics Of(RunRecord run) =>
        this with
        {
            Protocol = run.Protocol,
            Leaky = run.Leaky,
            LabelShuffle = run.LabelShuffle,
        };

    private static void RequireSameSamples(RunOutcome outcome, RunOutcome? baseline)
    {
        if (
            baseline is not null
            && !baseline
                .Samples.Select(sample => (sample.Key, sample.Truth))
                .SequenceEqual(outcome.Samples.Select(sample => (sample.Key, sample.Truth)))
        )
        {
            throw new InputFaultException(
                $"{RunFolder.BaselineFile} and {RunFolder.PredictionsFile} are of other samples or truths: take both from one run."
            );
        }
    }

    /// <summary>Reads <c>metrics.json</c>.</summary>
    /// <exception cref="InputFaultException">The file is missing or damaged, or its lists do not fit each other.</exception>
    public static RunMetrics Read(string path)
    {
        var metrics = RunJson.Read(path, RunJson.Default.RunMetrics);
        foreach (var (name, part) in metrics.ByDataset.Prepend(new("full", metrics.Full)))
        {
            if (!part.Fits(metrics.Seeds.Length))
            {
                throw new InputFaultException(
                    $"{path} has lists of wrong length for '{name}': take the file that the run wrote."
                );
            }
        }

        return metrics;
    }

    /// <summary>Writes <c>metrics.json</c>.</summary>
    public void Write(string path) => RunJson.Write(path, this, RunJson.Default.RunMetrics);
}
