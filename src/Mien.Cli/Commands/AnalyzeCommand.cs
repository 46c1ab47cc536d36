using System.CommandLine;
using System.Globalization;
using Mien.Cli.Options;
using Mien.Data.Preparation;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Recognition.Calibration;
using Mien.Recognition.Models;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Learning;
using Mien.Spotting.Spotting;

namespace Mien.Cli.Commands;

/// <summary><c>mien analyze</c>: spots expressions in any video and tells where the face moved, how far and when.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var path = new Argument<string?>("VIDEO|FRAMES")
        {
            Description = "A video, a folder of frames, or a folder of either.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var camera = new CameraChoices();
        var model = new Option<string?>("--model")
        {
            Description =
                "A model file that names the class of each event; without one movements are told, and no classes.",
            HelpName = "FILE",
        };
        var spotter = new Option<string?>("--spotter")
        {
            Description =
                "A model file that decides what is an expression (mien train --spotter); without one rules do, which need no training.",
            HelpName = "FILE",
        };
        var longest = new Option<double>("--longest-micro")
        {
            Description =
                "Longest micro-expression in seconds, onset to offset; what lasts longer is told as a longer expression (0.5: Yan et al. 2013).",
            DefaultValueFactory = _ => new SpotterOptions().LongestMicro,
            HelpName = "SECONDS",
        };
        longest.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is >= 0.1 and <= 1))
            {
                result.AddError("--longest-micro lies between 0.1 and 1 second");
            }
        });
        var layout = new Option<MapLayout>("--crop")
        {
            Description = "The crop that the model knows: tight or aligned; by itself what its file says.",
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
        var film = new Option<string?>("--video-out")
        {
            Description = "Also write the recording with what was found drawn in (MP4, through ffmpeg, without sound).",
            HelpName = "FILE",
        };
        film.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>()?.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase) == false)
            {
                result.AddError("--video-out must end in .mp4");
            }
        });
        var output = RunOptions.Out("The folder for events and report.");
        var rate = FaceOptions.Rate();
        var models = FaceOptions.Models();
        var cascade = FaceOptions.Cascade();
        var sensitivity = new Option<bool>("--sensitivity")
        {
            Description =
                "Also plant made-up movements into the recording and tell the smallest and shortest that would have been found; analyses some ten minutes of video more.",
        };
        var threads = RunOptions.Threads();
        threads.Description = "Of a folder of videos on several machines: videos at once in a task.";
        var quiet = RunOptions.Quiet();
        var executor = new ExecutorOptions();
        var command = new Command("analyze", "Spot expressions in any video: when, where the face moved, how far.")
        {
            path,
            model,
            spotter,
            longest,
            layout,
            level,
            hidden,
            film,
            output,
            rate,
            models,
            cascade,
            sensitivity,
            threads,
            quiet,
        };
        foreach (var option in camera.All)
        {
            command.Add(option);
        }

        executor.AddTo(command);
        command.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(output);
            OutputPath.RequireFolder(target);
            var choice = executor.Of(parsed, target);
            if (parsed.GetValue(film) is { } wanted)
            {
                OutputPath.RequireFile(wanted, film.Name, parsed.GetValue(path));
            }

            var (folder, reading) = (
                new AnalysisFolder(target),
                new FrameSourceOptions { FolderRate = parsed.GetValue(rate) }
            );
            var source = SourceOf(parsed.GetValue(path), camera.Read(parsed), folder, reading);
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
            using var learnt = parsed.GetValue(spotter) is { } decides ? LearntSpotter.Read(decides) : null;
            var faces = FaceModelFiles.Read(new FaceModels(parsed.GetValue(models)), parsed.GetRequiredValue(cascade));
            var console = parsed.InvocationConfiguration;
            var run = new AnalysisRun
            {
                Faces = faces,
                Recognizer = recognizer,
                Options = new AnalysisOptions
                {
                    Source = reading,
                    Learnt = learnt,
                    Spotter = new SpotterOptions { LongestMicro = parsed.GetValue(longest) },
                },
                Details = details,
                AnnotatedVideo = parsed.GetValue(film),
                Sensitivity = parsed.GetValue(sensitivity),
                IsQuiet = parsed.GetValue(quiet) || !choice.IsTyped,
                Output = console.Output,
            };
            if (!source.IsLive && VideoFolder.Find(Path.GetFullPath(source.Path)) is { Count: > 0 } videos)
            {
                return run.AnnotatedVideo is null
                    ? Spread(
                        new VideosWork(run, source.Path, videos, target),
                        choice,
                        PortableWords(parsed, source.Path),
                        parsed.GetValue(threads),
                        parsed.GetValue(quiet),
                        console
                    )
                    : throw new InputFaultException("--video-out is for one video: name one, or leave it out.");
            }

            executor.RequireInProcess(parsed, "One recording");
            using var interrupt = new Interrupt();
            var result = run.Run(source, folder, interrupt.Token);
            return result.Fault is { } fault ? throw new InputFaultException(fault) : CommandLine.Done;
        });
        return command;

        // A recording is named by place, not by an option.
        string[] PortableWords(ParseResult parsed, string video)
        {
            var words = executor.PortableWords(parsed, paths: [model, spotter, output, models], left: [threads, quiet]);
            return [words[0], Path.GetFullPath(video), .. words[1..]];
        }
    }

    private static int Spread(
        VideosWork work,
        ExecutorChoice choice,
        string[] words,
        int threads,
        bool quiet,
        InvocationConfiguration console
    )
    {
        if (choice.IsTyped && !choice.Gather)
        {
            work.ForgetUnreadable();
        }

        var job = new ManyVideosJob(work, console.Error);
        return new DistributedWork(job, work.Folder, threads, quiet).Run(choice, words, console.Output);
    }

    private static AnalysisSource SourceOf(
        string? path,
        CameraOptions? camera,
        AnalysisFolder folder,
        FrameSourceOptions options
    )
    {
        if (path is null == camera is null)
        {
            throw new InputFaultException(
                path is null
                    ? "There is nothing to analyse: name a video or a folder of frames, or give --camera."
                    : "A recording and --camera exclude each other: give one of them."
            );
        }

        if (camera is not null)
        {
            return AnalysisSource.Of(camera, folder.Camera);
        }

        return Path.Exists(path)
            ? AnalysisSource.Of(path!, options)
            : throw new InputFaultException($"{path} does not exist: check the path.");
    }
}
