using System.Globalization;
using Mien.Cli.Console;
using Mien.Imaging.Media;
using Mien.Reporting.Analyses;
using Mien.Spotting.Analysis;
using Mien.Spotting.Sensitivity;

namespace Mien.Cli;

/// <summary>The part of <c>mien analyze</c> that <c>--sensitivity</c> asks for, after the analysis itself.</summary>
internal static class SensitivityRun
{
    /// <summary>Plants, analyses again, and writes the numbers.</summary>
    /// <param name="run">The models and settings of the analysis.</param>
    /// <param name="video">The recording.</param>
    /// <param name="folder">The folder of its analysis.</param>
    /// <param name="result">Its analysis.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public static SensitivityResult Find(
        AnalysisRun run,
        string video,
        AnalysisFolder folder,
        AnalysisResult result,
        CancellationToken cancellation
    )
    {
        var pipeline = new MotionPipeline(run.CreateTracker, run.Landmarks, run.Options, folder.Path);
        var study = new SensitivityStudy(
            from => Open(video, run.Options.Source, from),
            run.CreateTracker,
            run.Landmarks,
            pipeline.Spot
        );
        var limit = WorkProgress.Run(run.IsQuiet, progress => study.Run(result.Seconds, progress, cancellation));
        SensitivityJson.Write(
            Path.Combine(folder.Path, SensitivityJson.FileName),
            AnalysisReport.NameOf(result),
            limit
        );
        return limit;
    }

    /// <summary>What was found out, for the terminal.</summary>
    public static string Sentence(SensitivityResult result)
    {
        if (result.Limit is null)
        {
            return $"Limit of detection: nothing could be planted: {result.Obstacle}.";
        }

        var seconds = result.Durations.MinBy(duration => Math.Abs(duration - 0.25));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Limit of detection: {result.Outcomes.Count} made-up movements planted, {result.Outcomes.Count(o => o.Found)} found; of {seconds:0.00} s half are found from {result.SizeInWords(0.5, seconds)} on, nine in ten from {result.SizeInWords(0.9, seconds)} on."
        );
    }

    private static IFrameSource Open(string video, FrameSourceOptions options, double from)
    {
        var source = FrameSources.Open(video, options);
        if (from > 0)
        {
            source.Seek(from);
        }

        return source;
    }
}
