using Mien.Cluster.Units;
using Mien.Reporting.Analyses;

namespace Mien.Cli;

/// <summary>The analysis of every video of a folder, from the videos to the page that leads to all reports.</summary>
/// <param name="work">The videos.</param>
/// <param name="errors">Where it is told what could not be read.</param>
internal sealed class ManyVideosJob(VideosWork work, TextWriter errors) : IWorkJob
{
    /// <inheritdoc/>
    public IUnitWork Open() => work;

    /// <inheritdoc/>
    public void RunHere()
    {
        using var interrupt = new Interrupt();
        using var worker = work.CreateWorker(threads: 1);
        for (var unit = 0; unit < work.Units.Count; unit++)
        {
            if (!work.IsDone(unit))
            {
                worker.Run(unit, interrupt.Token);
            }

            // Written anew after each, so that it is there while the rest runs.
            work.Gather(threads: 1);
        }
    }

    /// <inheritdoc/>
    public void WriteReports() { }

    /// <inheritdoc/>
    public int Show(TextWriter output)
    {
        var summaries = work.Summaries().ToArray();
        var faults = summaries.Select(summary => summary.Fault).OfType<string>().ToArray();
        Array.ForEach(faults, errors.WriteLine);
        output.WriteLine(
            $"{Path.Combine(work.Folder, SummaryPage.FileName)}: {summaries.Length} videos, {summaries.Count(video => video.Figures is null)} of them unreadable."
        );
        return faults.Length > 0 ? CommandLine.RunFault : CommandLine.Done;
    }
}
