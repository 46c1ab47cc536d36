using Mien.Cli.Console;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Reporting.Runs;

namespace Mien.Cli;

/// <summary>One evaluation from request to report, with its progress shown.</summary>
internal sealed class EvaluationJob(EvaluationRequest request, string folder, int threads, bool quiet)
{
    /// <summary>Runs what is missing and writes the run folder with its report. A leaky protocol brings its honest twin with it.</summary>
    public RunFolder Run()
    {
        OutputPath.RequireFolder(folder);
        using var interrupt = new Interrupt();
        var run = WorkProgress.Run(
            quiet,
            progress => new Evaluator(request, folder).Run(threads, progress, interrupt.Token)
        );
        WriteReports(run);
        return run;
    }

    /// <summary>Writes the report of a finished run, and that of its honest twin.</summary>
    public static void WriteReports(RunFolder run)
    {
        RunReport.Write(run.Path);
        var honest = Path.Combine(run.Path, Evaluator.HonestFolder);
        if (run.Run.SubjectIndependent is not null && Directory.Exists(honest))
        {
            RunReport.Write(honest);
        }
    }
}
