using Mien.Cli.Console;
using Mien.Cluster.Executors;
using Mien.Cluster.Units;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Runs;
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

    /// <summary>
    /// Does what is missing, one evaluation after the other, and writes the comparison. An evaluation that fails costs no
    /// other; the fault of the first is thrown when all others are done.
    /// </summary>
    public Comparison Run()
    {
        using var interrupt = new Interrupt();
        var work = new ComparisonWork(plan, folder);
        var faults = WorkProgress.Run(quiet, progress => RunAll(work, progress, interrupt.Token));
        if (faults.Length > 0)
        {
            var (run, fault) = faults[0];
            throw new InvalidOperationException(
                $"{faults.Length} of {plan.Runs.Count} evaluations failed, the first {run}: {fault.Message.TrimEnd('.')}; mend its recipe, or leave it out with --only",
                fault
            );
        }

        return Write(work);
    }

    private (string Run, Exception Fault)[] RunAll(
        ComparisonWork work,
        IProgress<ProgressStep> progress,
        CancellationToken stop
    )
    {
        var faults = new List<(string, Exception)>();
        for (var run = 0; run < work.Runs.Count; run++)
        {
            try
            {
                var named = new Named(progress, $"{plan.Runs[run].Name} ({run + 1} of {plan.Runs.Count})");
                new InProcessExecutor(threads).Run(work.Runs[run], named, stop);
                foreach (var outcome in work.Runs[run].Outcomes)
                {
                    EvaluationJob.WriteReports(RunFolder.Read(outcome));
                }
            }
            catch (InvalidOperationException fault)
            {
                faults.Add((plan.Runs[run].Name, fault));
            }
        }

        return [.. faults];
    }

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

    /// <summary>Progress under the recipe's name, since two recipes may be for one network.</summary>
    private sealed class Named(IProgress<ProgressStep> progress, string name) : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) => progress.Report(value with { What = name });
    }
}
