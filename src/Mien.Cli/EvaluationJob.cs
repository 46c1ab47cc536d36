using Mien.Cli.Console;
using Mien.Cluster.Units;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Runs;
using Mien.Reporting.Runs;

namespace Mien.Cli;

/// <summary>One evaluation from request to report.</summary>
/// <param name="request">Reads the data.</param>
/// <param name="folder">The run's folder.</param>
/// <param name="threads">Threads in all.</param>
/// <param name="quiet">Whether to show no progress.</param>
internal sealed class EvaluationJob(Func<EvaluationRequest> request, string folder, int threads, bool quiet) : IWorkJob
{
    /// <inheritdoc/>
    public IUnitWork Open() => new EvaluationWork(request(), folder);

    /// <inheritdoc/>
    public void RunHere()
    {
        OutputPath.RequireFolder(folder);
        using var interrupt = new Interrupt();
        WorkProgress.Run(quiet, progress => new Evaluator(request(), folder).Run(threads, progress, interrupt.Token));
    }

    /// <inheritdoc/>
    public void WriteReports() => WriteReports(RunFolder.Read(folder));

    /// <inheritdoc/>
    public int Show(TextWriter output)
    {
        ScoreTable.Write(output, RunFolder.Read(folder));
        return CommandLine.Done;
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
