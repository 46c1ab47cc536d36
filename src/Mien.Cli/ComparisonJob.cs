using Mien.Cluster.Units;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Runs;
using Mien.Reporting.Comparisons;

namespace Mien.Cli;

/// <summary>A planned comparison from its recipes to its report.</summary>
/// <param name="plan">Reads recipes and data.</param>
/// <param name="folder">The comparison's folder.</param>
/// <param name="threads">Threads in all.</param>
/// <param name="quiet">Whether to show no progress.</param>
internal sealed class ComparisonJob(Func<ComparisonPlan> plan, string folder, int threads, bool quiet) : IWorkJob
{
    private const string Report = "comparison.html";
    private static readonly string[] Files = [Report, "comparison.csv", "comparison.tex", "comparison.md"];

    private readonly Lazy<ComparisonPlan> _plan = new(plan);
    private Comparison? _comparison;
    private bool _hasReports;

    /// <inheritdoc/>
    public IUnitWork Open() => new ComparisonWork(_plan.Value, folder);

    /// <inheritdoc/>
    public void RunHere()
    {
        new PlannedRuns(_plan.Value, folder, threads, quiet).Run();
        _hasReports = true;
    }

    /// <inheritdoc/>
    public void WriteReports()
    {
        foreach (var (_, run) in Outcomes().Where(_ => !_hasReports))
        {
            EvaluationJob.WriteReports(RunFolder.Read(run));
        }

        foreach (var file in Files)
        {
            ComparisonFile.Write(Compare(), Path.Combine(folder, file));
        }
    }

    /// <inheritdoc/>
    public int Show(TextWriter output)
    {
        ComparisonText.Write(output, Compare());
        output.WriteLine($"Report: {Path.Combine(folder, Report)}");
        return CommandLine.Done;
    }

    private Comparison Compare() =>
        _comparison ??= Comparison.Of(
            [.. Outcomes().Select(outcome => outcome.Folder)],
            [.. Outcomes().Select(outcome => outcome.Name)]
        );

    private (string Name, string Folder)[] Outcomes() =>
        [
            .. _plan.Value.Runs.SelectMany(run =>
                EvaluationWork
                    .OutcomesOf(run.Request, Path.Combine(folder, run.Name), run.BothWays)
                    .Select(outcome => (run.Name, outcome))
            ),
        ];
}
