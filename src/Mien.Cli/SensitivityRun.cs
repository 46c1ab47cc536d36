using System.Globalization;
using Mien.Cli.Console;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Reporting.Analyses;
using Mien.Spotting.Analysis;
using Mien.Spotting.Sensitivity;

namespace Mien.Cli;

/// <summary>The part of <c>mien analyze</c> that <c>--sensitivity</c> asks for, after the analysis itself.</summary>
internal static class SensitivityRun
{
    /// <summary>Plants, analyses again, writes picture and numbers; returns a sentence.</summary>
    /// <param name="video">The recording.</param>
    /// <param name="folder">The folder of its analysis.</param>
    /// <param name="result">Its analysis.</param>
    /// <param name="cascade">The cascade that finds faces.</param>
    /// <param name="landmarks">The landmark model.</param>
    /// <param name="isQuiet">Whether to show no progress.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public static string Run(
        string video,
        AnalysisFolder folder,
        AnalysisResult result,
        Cascade cascade,
        LandmarkModel landmarks,
        bool isQuiet,
        CancellationToken cancellation
    )
    {
        var pipeline = new MotionPipeline(Tracker, landmarks, result.Options, folder.Path);
        var study = new SensitivityStudy(
            from => Open(video, result.Options.Source, from),
            Tracker,
            landmarks,
            pipeline.Spot
        );
        var limit = WorkProgress.Run(isQuiet, progress => study.Run(result.Seconds, progress, cancellation));
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Info.Path));
        var page = Path.Combine(folder.Path, SensitivityPage.FileName);
        SensitivityJson.Write(Path.Combine(folder.Path, SensitivityJson.FileName), name, limit);
        SensitivityPage.Write(page, name, limit);
        return $"{page}: {Sentence(limit)}";

        FaceTracker Tracker() => new(cascade, landmarks);
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

    private static string Sentence(SensitivityResult result)
    {
        if (result.Limit is null)
        {
            return $"nothing could be planted: {result.Obstacle}.";
        }

        var seconds = result.Durations.MinBy(duration => Math.Abs(duration - 0.25));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Outcomes.Count} made-up movements planted, {result.Outcomes.Count(o => o.Found)} found; of {seconds:0.00} s half are found from {result.SizeInWords(0.5, seconds)} on, nine in ten from {result.SizeInWords(0.9, seconds)} on."
        );
    }
}
