using Mien.Recognition.Certification;

namespace Mien.Recognition.Runs;

/// <summary>
/// A finished run on disk: run.json, splits.json, predictions.csv, metrics.json, and the files derived from them.
/// </summary>
public sealed record RunFolder
{
    /// <summary>File name of the predictions.</summary>
    public const string PredictionsFile = "predictions.csv";

    /// <summary>File name of the linear baseline's predictions.</summary>
    public const string BaselineFile = "baseline.csv";

    /// <summary>File name of the splits.</summary>
    public const string SplitsFile = "splits.json";

    /// <summary>File name of the metrics.</summary>
    public const string MetricsFile = "metrics.json";

    /// <summary>File name of what the run cost.</summary>
    public const string TimingFile = "timing.json";

    /// <summary>File name of the run's record.</summary>
    public const string RunFile = "run.json";

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>What is needed to repeat the run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>How the samples were dealt.</summary>
    public required RunSplits Splits { get; init; }

    /// <summary>What was predicted.</summary>
    public required PredictionTable Predictions { get; init; }

    /// <summary>What the linear baseline predicted on the same folds; null where it was not computed.</summary>
    public PredictionTable? Baseline { get; init; }

    /// <summary>The figures.</summary>
    public required RunMetrics Metrics { get; init; }

    /// <summary>What was checked when the run ended; null when there is none.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>What the run cost; null when it is not known.</summary>
    public RunTiming? Timing { get; init; }

    /// <summary>Derives the metrics, certifies the run and writes all files; run.json comes last and marks the run as finished.</summary>
    /// <returns>The folder as it now is.</returns>
    public static RunFolder Write(
        string path,
        RunRecord run,
        RunSplits splits,
        PredictionTable predictions,
        RunTiming? timing = null,
        PredictionTable? baseline = null
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(predictions);
        (predictions, baseline) = (predictions.Marked(run.Leaky), baseline?.Marked(run.Leaky));
        var metrics = RunMetrics.Compute(predictions, baseline).Of(run);
        var certificate = Certificate.Issue(run, splits, predictions, metrics, baseline);
        // A run that is extended must not look finished while its files are being replaced.
        Directory.CreateDirectory(path);
        File.Delete(In(path, RunFile));
        predictions.Write(In(path, PredictionsFile));
        WriteBaseline(In(path, BaselineFile), baseline);
        splits.Write(In(path, SplitsFile));
        metrics.Write(In(path, MetricsFile));
        certificate.Write(In(path, Certificate.FileName));
        timing?.Write(In(path, TimingFile));
        run.Write(In(path, RunFile));
        return new RunFolder
        {
            Path = path,
            Run = run,
            Splits = splits,
            Predictions = predictions,
            Baseline = baseline,
            Metrics = metrics,
            Certificate = certificate,
            Timing = timing,
        };
    }

    /// <summary>Reads a finished run.</summary>
    /// <exception cref="Foundation.InputFaultException">A file is missing or damaged.</exception>
    public static RunFolder Read(string path) =>
        new()
        {
            Path = path,
            Run = RunRecord.Read(In(path, RunFile)),
            Splits = RunSplits.Read(In(path, SplitsFile)),
            Predictions = PredictionTable.Read(In(path, PredictionsFile)),
            Baseline = File.Exists(In(path, BaselineFile)) ? PredictionTable.Read(In(path, BaselineFile)) : null,
            Metrics = RunMetrics.Read(In(path, MetricsFile)),
            Certificate = File.Exists(In(path, Certificate.FileName))
                ? Certificate.Read(In(path, Certificate.FileName))
                : null,
            Timing = File.Exists(In(path, TimingFile)) ? RunTiming.Read(In(path, TimingFile)) : null,
        };

    private static void WriteBaseline(string path, PredictionTable? baseline)
    {
        if (baseline is null)
        {
            File.Delete(path);
        }
        else
        {
            baseline.Write(path);
        }
    }

    private static string In(string path, string file) => System.IO.Path.Combine(path, file);
}
