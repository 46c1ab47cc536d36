using Mien.Foundation;
using Mien.Reporting.Analyses;
using Mien.Spotting.Analysis;
using Mien.Spotting.Output;

namespace Mien.Cli;

/// <summary>Analyses every video of a folder, each into a folder of its own, with one table and page for all.</summary>
internal static class ManyVideosRun
{
    /// <summary>Analyses the videos; one that cannot be read does not stop the others.</summary>
    /// <param name="run">How.</param>
    /// <param name="source">The folder with the videos.</param>
    /// <param name="videos">Their paths.</param>
    /// <param name="output">The folder for all analyses.</param>
    /// <param name="errors">Where it is told what could not be read.</param>
    /// <param name="cancellation">Stops between frames; what is finished is kept.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        AnalysisRun run,
        string source,
        IReadOnlyList<string> videos,
        string output,
        TextWriter errors,
        CancellationToken cancellation
    )
    {
        var summaries = new List<VideoSummary>();
        foreach (var (video, folder) in videos.Zip(FoldersOf(videos)))
        {
            summaries.Add(Analyse(run, video, folder, output, cancellation));
            if (summaries[^1].Fault is { } fault)
            {
                errors.WriteLine(fault);
            }

            // Written anew after each, so that it is there while the rest runs.
            SummaryTable.Write(Path.Combine(output, SummaryTable.FileName), summaries);
            SummaryPage.Write(Path.Combine(output, SummaryPage.FileName), NameOf(source), summaries);
        }

        run.Output.WriteLine(
            $"{Path.Combine(output, SummaryPage.FileName)}: {videos.Count} videos, {summaries.Count(video => video.Result is null)} of them unreadable."
        );
        return summaries.Exists(video => video.Fault is not null) ? CommandLine.RunFault : CommandLine.Done;
    }

    private static VideoSummary Analyse(
        AnalysisRun run,
        string video,
        string folder,
        string output,
        CancellationToken cancellation
    )
    {
        try
        {
            var result = run.Run(
                AnalysisSource.Of(video, run.Options.Source),
                new AnalysisFolder(Path.Combine(output, folder)),
                cancellation
            );
            return new VideoSummary(Path.GetFileName(video), folder, result, result.Fault);
        }
        catch (InputFaultException fault)
        {
            return new VideoSummary(Path.GetFileName(video), folder, null, fault.Message);
        }
    }

    /// <summary>The names without ending, or with it where two videos differ in nothing else.</summary>
    private static IEnumerable<string> FoldersOf(IReadOnlyList<string> videos)
    {
        var names = videos
            .CountBy(video => Path.GetFileNameWithoutExtension(video), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return videos.Select(video =>
            names[Path.GetFileNameWithoutExtension(video)] == 1
                ? Path.GetFileNameWithoutExtension(video)
                : Path.GetFileName(video)
        );
    }

    private static string NameOf(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
