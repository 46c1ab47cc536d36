using System.Globalization;
using Mien.Cli.Console;
using Mien.Data.Preparation;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Reporting.Analyses;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;
using Mien.Spotting.Output;
using Mien.Spotting.Sensitivity;

namespace Mien.Cli;

/// <summary>Analyses one video after the other with the same models and settings.</summary>
internal sealed class AnalysisRun
{
    /// <summary>The cascade that finds faces, and the landmark model.</summary>
    public required FaceModelFiles Faces { get; init; }

    /// <summary>What names classes; null for none.</summary>
    public required EventRecognizer? Recognizer { get; init; }

    /// <summary>How to measure and spot.</summary>
    public required AnalysisOptions Options { get; init; }

    /// <summary>How events are described.</summary>
    public required EventDetailOptions Details { get; init; }

    /// <summary>Where to write the recording with what was found drawn in; null for nowhere.</summary>
    public string? AnnotatedVideo { get; init; }

    /// <summary>Whether to find out what would have been found.</summary>
    public required bool Sensitivity { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>Where sentences go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Everything that a result depends on besides the recording, as a text.</summary>
    public string Settings =>
        $"{Options}\n{Details}\n{Recognizer?.Key} {Recognizer?.Layout}\n{Sensitivity}\n{Faces.Hash}";

    /// <summary>The landmark model.</summary>
    public LandmarkModel Landmarks => Faces.Landmarks;

    /// <summary>A tracker that knows nothing yet.</summary>
    public FaceTracker CreateTracker() => new(Faces.Cascade, Faces.Landmarks);

    /// <summary>
    /// Analyses a recording and writes all files of it. Where faces are to be hidden, what a camera recorded is deleted
    /// whichever way this ends.
    /// </summary>
    public AnalysisResult Run(AnalysisSource source, AnalysisFolder folder, CancellationToken cancellation)
    {
        try
        {
            return AnalyseAndWrite(source, folder, cancellation);
        }
        finally
        {
            if (source.IsLive && Details.HideFaces)
            {
                DeleteIfThere(folder.Camera);
            }
        }
    }

    private AnalysisResult AnalyseAndWrite(AnalysisSource source, AnalysisFolder folder, CancellationToken cancellation)
    {
        var result = Analyse(source, folder, cancellation);
        AnalysisReport.Write(folder.Report, result);
        Tell(folder, result);
        // What ended a camera does not end what is done with its recording.
        cancellation = source.IsLive ? CancellationToken.None : cancellation;
        if (AnnotatedVideo is { } copy)
        {
            WorkProgress.Run(IsQuiet, progress => WriteVideo(copy, folder, result, progress, cancellation));
        }

        if (Sensitivity)
        {
            var limit = SensitivityRun.Find(this, source.Path, folder, result, cancellation);
            AnalysisReport.Write(folder.Report, result, limit);
            Output.WriteLine(SensitivityRun.Sentence(limit));
        }

        return result;
    }

    // Of one of several videos there may be no folder yet.
    private static void DeleteIfThere(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private AnalysisResult Analyse(AnalysisSource source, AnalysisFolder folder, CancellationToken cancellation)
    {
        // It holds pictures too, and is written again at the end only.
        if (Details.HideFaces)
        {
            DeleteIfThere(folder.Report);
        }

        using var detailer = new EventDetailer(
            source.Path,
            Options.Source,
            Landmarks,
            Recognizer,
            folder.Details,
            Details
        );
        var options = Options with { FaceModelsHash = Faces.Hash };
        var analysis = new VideoAnalysis(source, folder, options, detailer, result => Publish(folder, result));
        return WorkProgress.Run(IsQuiet, progress => analysis.Run(CreateTracker, Landmarks, progress, cancellation));
    }

    private bool WriteVideo(
        string path,
        AnalysisFolder folder,
        AnalysisResult result,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        using var motion = new MotionReader(folder.Motion);
        new AnnotatedVideo(result, Details.HideFaces ? Landmarks : null).Write(path, motion, progress, cancellation);
        return true;
    }

    private static void Publish(AnalysisFolder folder, AnalysisResult result)
    {
        EventTable.Write(folder.Events, result);
        BlinkTable.Write(folder.Blinks, result);
        EventDocumentFile.Write(folder.Json, result);
        ElanFile.Write(folder.Elan, result);
    }

    private void Tell(AnalysisFolder folder, AnalysisResult result)
    {
        var micro = result.Events.Count(analysed => analysed.Event.Kind == EventKind.Micro);
        Output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{folder.Report}: {micro} micro-expressions, {result.Events.Count - micro} longer expressions and {result.Blinks.Count} blinks in {result.Timeline.Frames} frames."
            )
        );
    }
}
