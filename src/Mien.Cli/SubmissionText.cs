using Mien.Cluster.Slurm;

namespace Mien.Cli;

/// <summary>What was submitted, for a person.</summary>
internal static class SubmissionText
{
    public static void Write(TextWriter output, AdvanceOutcome outcome, string run)
    {
        output.WriteLine(
            outcome.Kind switch
            {
                AdvanceKind.UnderWay =>
                    $"{outcome.Missing} units are missing and their jobs are under way: nothing was added.",
                AdvanceKind.Probing =>
                    $"Jobs {Numbers(outcome)}: one unit goes first, to see that a node can do it; the other {outcome.Missing - 1} follow by themselves.",
                AdvanceKind.Submitted => $"Jobs {Numbers(outcome)}: {outcome.Missing} units, and gathering after them.",
                AdvanceKind.Written => $"{outcome.Missing} units; the scripts were written and nothing was submitted:",
                AdvanceKind.Complete => "Every unit is done.",
                _ => $"{outcome.Missing} units failed in every attempt.",
            }
        );
        if (outcome.Kind == AdvanceKind.Written)
        {
            foreach (var script in outcome.Scripts)
            {
                output.WriteLine($"  sbatch {script}");
            }
        }
        else if (outcome.Kind != AdvanceKind.Complete)
        {
            output.WriteLine($"mien cluster status {run}");
        }
    }

    private static string Numbers(AdvanceOutcome outcome) => string.Join(", ", outcome.Jobs);
}
