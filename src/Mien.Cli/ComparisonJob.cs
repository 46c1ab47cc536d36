using Mien.Cluster.Units;
using Mien.Recognition.Evaluation;
using Mien.Reporting.Comparisons;

namespace Mien.Cli;

/// <summary>A planned comparison from its recipes to its report, in this process.</summary>
/// <param name="plan">The evaluations.</param>
/// <param name="folder">The comparison's folder.</param>
/// <param name="threads">Threads in all.</param>
/// <param name="quiet">Whether to show no progress.</param>
internal sealed class ComparisonJob(ComparisonPlan plan, string folder, int threads, bool quiet)
{
    /// <summary>File name of the report in the folder.</summary>
    public const string Report = "comparison.html";

    private static readonly string[] Files = [Report, "comparison.csv", "comparison.tex"];

    /// <summary>Does what is missing and writes the comparison.</summary>
    public Comparison Run() => Write(new PlannedRuns(plan, folder, threads, quiet).Run());

    private Comparison Write(ComparisonWork work)
    {
        var outcomes = plan.Runs.Zip(work.Runs, (run, done) => (run.Name, done.Outcomes)).ToArray();
        var comparison = Comparison.Of(
            [.. outcomes.SelectMany(run => run.Outcomes)],
            [.. outcomes.SelectMany(run => run.Outcomes.Select(_ => run.Name))]
        );
        foreach (var file in Files)
        {
            ComparisonFile.Write(comparison, Path.Combine(folder, file));
        }

        return comparison;
    }
}
