using System.CommandLine;
using System.Globalization;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Faces.Models;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Reporting.Analyses;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;
using Mien.Spotting.Spotting;

namespace Mien.Cli.Commands;

/// <summary><c>mien analyze</c>: spots expressions in any video and tells where the face moved, how far and when.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("VIDEO|FRAMES") { Description = "A video, or a folder of frames." };
        var output = RunOptions.Out("The folder for events and report.");
        var rate = FaceOptions.Rate();
        var models = FaceOptions.Models();
        var cascade = FaceOptions.Cascade();
        var quiet = RunOptions.Quiet();
        var command = new Command("analyze", "Spot expressions in any video: when, where the face moved, how far.")
        {
            path,
            output,
            rate,
            models,
            cascade,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            OutputPath.RequireFolder(folder);
            var found = new FaceModels(parsed.GetValue(models));
            var options = new FrameSourceOptions { FolderRate = parsed.GetValue(rate) };
            using var source = FrameSources.Open(parsed.GetRequiredValue(path), options);
            var landmarks = found.ReadLandmarks();
            var tracker = new FaceTracker(found.ReadCascade(parsed.GetRequiredValue(cascade)), landmarks);
            using var interrupt = new Interrupt();
            var recording = WorkProgress.Run(
                parsed.GetValue(quiet),
                progress =>
                    MotionRecording.Of(source, tracker, landmarks, new MotionOptions(), progress, interrupt.Token)
            );
            var spotter = new RestSpotter(new SpotterOptions());
            var events = recording.Series.SelectMany(spotter.Spot).OrderBy(happened => happened.Onset).ToArray();
            EventTable.Write(Path.Combine(folder, EventTable.FileName), Path.GetFileName(source.Info.Path), events);
            var report = Path.Combine(folder, AnalysisReport.FileName);
            AnalysisReport.Write(report, source.Info, recording, events);
            parsed.InvocationConfiguration.Output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{report}: {events.Length} events.")
            );
            return source.Fault is { } fault ? throw new InputFaultException(fault) : CommandLine.Done;
        });
        return command;
    }
}
