using Mien.Cli.Console;
using Mien.Cluster.Executors;
using Mien.Cluster.Units;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>The evaluations of a plan, done in this process one after the other, each with its report.</summary>
/// <param name="plan">The evaluations.</param>
/// <param name="folder">The folder below which each has its own.</param>
/// <param name="threads">Threads in all.</param>
/// <param name="quiet">Whether to show no progress.</param>
internal sealed class PlannedRuns(ComparisonPlan plan, string folder, int threads, bool quiet)
{
    /// <summary>
    /// Does what is missing. An evaluation that fails costs no other; the fault of the first is thrown when all others are
    /// done.
    /// </summary>
    /// <returns>The work, whose runs are all gathered.</returns>
    public ComparisonWork Run()
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

        return work;
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

    /// <summary>Progress under the planned name, since two evaluations may be of one network.</summary>
    private sealed class Named(IProgress<ProgressStep> progress, string name) : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) => progress.Report(value with { What = name });
    }
}
