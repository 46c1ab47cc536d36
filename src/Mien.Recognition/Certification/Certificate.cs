using System.Text.Json.Serialization;
using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// The file <c>certificate.json</c>: what a reviewer needs to trust a score or not. Its digest depends on the content of the
/// run alone, not on paths, times, threads, machine or commit, so the same run has the same digest anywhere and in another
/// build. A digest is no signature:
/// somebody who rewrites predictions, scores, metrics and certificate together is caught only by repeating the run.
/// </summary>
public sealed record Certificate
{
    /// <summary>File name of the certificate in a run folder.</summary>
    public const string FileName = "certificate.json";

    /// <summary>The form of certificates that this program writes.</summary>
    public const int CurrentFormat = 2;

    /// <summary>
    /// The form, which tells what a certificate holds: 2; 0, and absent, in earlier ones, which have no
    /// <see cref="Folds"/> and no <see cref="PerSeed"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Format { get; init; }

    /// <summary>SHA-256 over everything else in the certificate but <see cref="Revisions"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>Version of Mien.</summary>
    public required string Version { get; init; }

    /// <summary>As in run.json.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TrainingVersion { get; init; }

    /// <summary>As in run.json; recorded, but no part of the digest.</summary>
    public string[]? Revisions { get; init; }

    /// <summary>Name of the network, or of the model file.</summary>
    public required string Model { get; init; }

    /// <summary>The protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether the protocol lets test content into training by design.</summary>
    public required bool Leaky { get; init; }

    /// <summary>Seed with which the labels were shuffled over the clips; null, and absent, for true labels.</summary>
    public ulong? LabelShuffle { get; init; }

    /// <summary>The seeds.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public required int[] Seeds { get; init; }

    /// <summary>The recipe.</summary>
    public required SortedDictionary<string, string> Recipe { get; init; }

    /// <summary>The finished model that the run began from or scored; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunStart? Start { get; init; }

    /// <summary>Hashes of the prepared sets.</summary>
    public required string[] Data { get; init; }

    /// <summary>The splits in short: in every fold who was held out, and what was chosen on what; null in earlier forms.</summary>
    public CertifiedFold[]? Folds { get; init; }

    /// <summary>SHA-256 of the content of predictions.csv, splits.json, metrics.json and, where there is one, baseline.csv.</summary>
    public required SortedDictionary<string, string> Files { get; init; }

    /// <summary>Mean over seeds of every figure, whole ("full") and by dataset.</summary>
    public required SortedDictionary<string, SortedDictionary<string, double>> Figures { get; init; }

    /// <summary>Every figure of every seed, seeds ascending; null in earlier forms.</summary>
    public CertifiedSeed[]? PerSeed { get; init; }

    /// <summary>Figures of the same model held out by subject, beside a leaky protocol; null otherwise.</summary>
    public SubjectIndependentScore? SubjectIndependent { get; init; }

    /// <summary>What was checked when the certificate was written.</summary>
    public required Check[] Checks { get; init; }

    /// <summary>Checks a run and certifies what was found, leaks included.</summary>
    public static Certificate Issue(
        RunRecord run,
        RunSplits splits,
        PredictionTable predictions,
        RunMetrics metrics,
        PredictionTable? baseline = null
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(metrics);
        return Sign(
            new Certificate
            {
                Format = CurrentFormat,
                Digest = "",
                Version = run.Version,
                TrainingVersion = run.TrainingVersion,
                Revisions = run.Revisions,
                Model = run.Model,
                Protocol = run.Protocol,
                Leaky = run.Leaky,
                LabelShuffle = run.LabelShuffle,
                Seeds = run.Seeds,
                Recipe = run.Recipe,
                Start = run.Start,
                Data = [.. run.Data.Select(data => data.Hash)],
                Folds = [.. splits.Folds.Select(fold => CertifiedFold.Of(splits, fold))],
                Files = HashFiles(splits, predictions, metrics, baseline),
                Figures = Summarize(metrics),
                PerSeed =
                [
                    .. metrics.Seeds.Select(
                        (seed, i) => new CertifiedSeed(seed, Figured(metrics.Full, f => f.PerSeed[i]))
                    ),
                ],
                SubjectIndependent = run.SubjectIndependent,
                Checks =
                [
                    .. LeakChecks.Run(splits, run.Start),
                    PredictionChecks.HeldOut(splits, predictions),
                    PredictionChecks.FollowScores(predictions),
                ],
            }
        );
    }

    /// <summary>Reads <c>certificate.json</c>.</summary>
    public static Certificate Read(string path) => RunJson.Read(path, RunJson.Default.Certificate);

    /// <summary>Writes <c>certificate.json</c>.</summary>
    public void Write(string path) => RunJson.Write(path, this, RunJson.Default.Certificate);

    /// <summary>
    /// The certificate as a program of another's form would have written it. Checks are words of the program that made them, so
    /// those of the other are taken; they are made anew wherever a run is audited.
    /// </summary>
    internal Certificate InFormOf(Certificate other) =>
        other.Format == Format
            ? this
            : Sign(this with { Format = other.Format, Folds = null, PerSeed = null, Checks = other.Checks });

    /// <summary>The certificate with the digest that its content has.</summary>
    internal static Certificate Sign(Certificate certificate)
    {
        var unsigned = certificate with { Digest = "", Revisions = null };
        return certificate with { Digest = ContentHash.Of(RunJson.ToText(unsigned, RunJson.Default.Certificate)) };
    }

    private static SortedDictionary<string, string> HashFiles(
        RunSplits splits,
        PredictionTable predictions,
        RunMetrics metrics,
        PredictionTable? baseline
    )
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [RunFolder.PredictionsFile] = ContentHash.Of(predictions.ToText()),
            [RunFolder.SplitsFile] = ContentHash.Of(RunJson.ToText(splits, RunJson.Default.RunSplits)),
            [RunFolder.MetricsFile] = ContentHash.Of(RunJson.ToText(metrics, RunJson.Default.RunMetrics)),
        };
        if (baseline is not null)
        {
            files[RunFolder.BaselineFile] = ContentHash.Of(baseline.ToText());
        }

        return files;
    }

    private static SortedDictionary<string, SortedDictionary<string, double>> Summarize(RunMetrics metrics)
    {
        var figures = new SortedDictionary<string, SortedDictionary<string, double>>(StringComparer.Ordinal)
        {
            ["full"] = Figured(metrics.Full, figure => figure.Mean),
        };
        foreach (var (name, part) in metrics.ByDataset)
        {
            figures[$"byDataset.{name}"] = Figured(part, figure => figure.Mean);
        }

        return figures;
    }

    private static SortedDictionary<string, double> Figured(PartMetrics part, Func<FigureSummary, double> value) =>
        new(Figure.All.ToDictionary(figure => figure.Name, figure => value(part[figure])), StringComparer.Ordinal);
}
