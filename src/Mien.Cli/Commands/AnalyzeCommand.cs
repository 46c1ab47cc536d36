using System.CommandLine;
using System.Globalization;
using Mien.Cli.Options;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Recognition.Calibration;
using Mien.Recognition.Models;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;

namespace Mien.Cli.Commands;

/// <summary><c>mien analyze</c>: spots expressions in any video and tells where the face moved, how far and when.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("VIDEO|FRAMES")
        {
            Description = "A video, a folder of frames, or a folder of videos.",
        };
        var model = new Option<string?>("--model")
        {
            Description =
                "A model file that names the class of each event; without one movements are told, and no classes.",
            HelpName = "FILE",
        };
        var layout = new Option<MapLayout>("--layout")
        {
            Description = "The crop that the model knows: tight or prepared; by itself what the model was trained on.",
            DefaultValueFactory = _ => MapLayout.Model,
        };
        var level = new Option<double>("--error-level")
        {
            Description = "Share of events whose prediction set may lack the true class.",
            DefaultValueFactory = _ => new EventDetailOptions().ErrorLevel,
        };
        level.AcceptOnlyFromAmong([.. ModelCalibration.Levels.Select(l => l.ToString(CultureInfo.InvariantCulture))]);
        var hidden = new Option<bool>("--faces-hidden")
        {
            Description = "Draw lines between landmarks instead of faces in every picture.",
        };
        var output = RunOptions.Out("The folder for events and report.");
        var rate = FaceOptions.Rate();
        var models = FaceOptions.Models();
        var cascade = FaceOptions.Cascade();
        var sensitivity = new Option<bool>("--sensitivity")
        {
            Description =
                "Also plant made-up movements into the recording and tell the smallest and shortest that would have been found; analyses some ten minutes of video more.",
        };
        var quiet = RunOptions.Quiet();
        var command = new Command("analyze", "Spot expressions in any video: when, where the face moved, how far.")
        {
            path,
            model,
            layout,
            level,
            hidden,
            output,
            rate,
            models,
            cascade,
            sensitivity,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var (video, target) = (parsed.GetRequiredValue(path), parsed.GetRequiredValue(output));
            OutputPath.RequireFolder(target);
            RequireSource(video);
            var details = new EventDetailOptions
            {
                ErrorLevel = parsed.GetValue(level),
                HideFaces = parsed.GetValue(hidden),
            };
            using var named = parsed.GetValue(model) is { } file ? ModelFile.Read(file) : null;
            var recognizer = named is null
                ? null
                : new EventRecognizer(
                    named,
                    ContentHash.OfFile(parsed.GetValue(model)!),
                    parsed.GetValue(layout),
                    details.ErrorLevel
                );
            var found = new FaceModels(parsed.GetValue(models));
            var console = parsed.InvocationConfiguration;
            var run = new AnalysisRun
            {
                Cascade = found.ReadCascade(parsed.GetRequiredValue(cascade)),
                Landmarks = found.ReadLandmarks(),
                Recognizer = recognizer,
                Options = new AnalysisOptions
                {
                    Source = new FrameSourceOptions { FolderRate = parsed.GetValue(rate) },
                },
                Details = details,
                Sensitivity = parsed.GetValue(sensitivity),
                IsQuiet = parsed.GetValue(quiet),
                Output = console.Output,
            };
            using var interrupt = new Interrupt();
            if (VideoFolder.Find(video) is { Count: > 0 } videos)
            {
                return ManyVideosRun.Run(run, video, videos, target, console.Error, interrupt.Token);
            }

            var result = run.Run(video, new AnalysisFolder(target), interrupt.Token);
            return result.Fault is { } fault ? throw new InputFaultException(fault) : CommandLine.Done;
        });
        return command;
    }

    private static void RequireSource(string path)
    {
        if (!Path.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }
    }
}
