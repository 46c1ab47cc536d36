using System.CommandLine;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Data.Corrections;
using Mien.Data.Datasets;
using Mien.Data.Labels;
using Mien.Data.Preparation;
using Mien.Faces.Alignment;
using Mien.Faces.Models;
using Mien.Foundation;

namespace Mien.Cli.Commands;

/// <summary><c>mien prepare</c>: clips of a dataset, or one video, to motion maps.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH")
        {
            Description = "A dataset's folder, or with no --dataset a video or a folder of frames.",
        };
        var dataset = new Option<string?>("--dataset")
        {
            Description = $"The dataset: {string.Join(", ", DatasetCatalogue.All.Select(reader => reader.Name))}.",
            HelpName = "NAME",
        };
        var output = RunOptions.Out("The prepared set's folder; the same command again goes on from there.");
        var choices = new PreparationChoices();
        var labels = new Option<string?>("--labels")
        {
            Description =
                $"Classes instead of the emotions' own names: {string.Join(", ", LabelSet.BuiltIn)}, or a file like them.",
            HelpName = "NAME|FILE",
        };
        var edition = new Option<string?>("--edition")
        {
            Description = "Which copy of a dataset's frames, such as raw or cropped; the fullest when not given.",
            HelpName = "NAME",
        };
        var corrections = new Option<string>("--corrections")
        {
            Description =
                $"Known errors of the annotation tables to put right, recorded in {CorrectionRecord.FileName}: {string.Join(", ", CorrectionSet.All.Select(known => $"{known.Name} ({known.Description})"))}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => CorrectionSet.Official.Name,
        };
        var own = new OwnClipOptions();
        var preview = new Option<bool>("--preview")
        {
            Description = "Draw a sheet for each clip: frame with crop, onset, apex, flow, strain.",
        };
        var (models, cascade) = (FaceOptions.Models(), FaceOptions.Cascade());
        var (threads, quiet) = (RunOptions.Threads(), RunOptions.Quiet());
        var command = new Command("prepare", "Clips to motion maps: face, alignment, flow, strain; cached, resumable.")
        {
            path,
            dataset,
            output,
            labels,
            edition,
            corrections,
            preview,
            models,
            cascade,
            threads,
            quiet,
        };
        own.AddTo(command);
        choices.AddTo(command);
        command.SetAction(parsed =>
        {
            var place = parsed.GetRequiredValue(path);
            var known = CorrectionSet.Get(parsed.GetRequiredValue(corrections));
            DatasetFolder? source = null;
            IReadOnlyList<Clip> clips;
            if (parsed.GetValue(dataset) is null && (File.Exists(place) || MediaClip.IsFrameFolder(place)))
            {
                clips = [own.ClipOf(parsed, place)];
            }
            else
            {
                own.RefuseFor(parsed, place);
                source = DatasetFolder.Open(place, parsed.GetValue(dataset), known);
                clips = ClipsOf(source, parsed.GetValue(edition));
            }

            var options = choices.Read(parsed);
            var faces =
                options.Crop == CropKind.Whole
                    ? null
                    : FaceModelFiles.Read(new FaceModels(parsed.GetValue(models)), parsed.GetRequiredValue(cascade));
            var preparation = new ClipPreparation(options, faces, parsed.GetRequiredValue(output))
            {
                Threads = parsed.GetValue(threads),
                Preview = parsed.GetValue(preview),
                ApexError = choices.ApexErrorOf(parsed, options),
            };
            var set = parsed.GetValue(labels) is { } file ? LabelSet.Get(file) : null;
            using var interrupt = new Interrupt();
            var report = WorkProgress.Run(
                parsed.GetValue(quiet),
                progress => preparation.Run(clips, set, progress, interrupt.Token)
            );
            if (source is not null)
            {
                CorrectionRecord.Write(parsed.GetRequiredValue(output), known.Name, source.Corrected);
            }

            return Tell(report, parsed.InvocationConfiguration);
        });
        return command;
    }

    private static IReadOnlyList<Clip> ClipsOf(DatasetFolder folder, string? edition) =>
        [.. folder.Clips(edition).Where(clip => clip.Kind == ClipKind.Micro)];

    private static int Tell(PreparationReport report, InvocationConfiguration console)
    {
        foreach (var (_, sentence) in report.Failed)
        {
            console.Error.WriteLine(sentence);
        }

        if (report.Set is null)
        {
            throw new InputFaultException("No clip could be prepared: see the sentences above.");
        }

        var classes = report.Set.Classes.Select(
            (label, i) => $"{label} {report.Set.Labels.ToArray().Count(number => number == i)}"
        );
        console.Output.WriteLine(
            $"{report.Set.Clips.Count} clips prepared ({report.FromCache} from the cache), {report.LeftOut.Count} left out, {report.Failed.Count} failed; {report.Set.Persons.Count} subjects; {string.Join(", ", classes)}; maps {report.Set.Shape}"
        );
        TellFrames(report.Frames, console.Output);
        foreach (var group in report.LeftOut.GroupBy(clip => clip.Reason))
        {
            console.Output.WriteLine($"left out: {group.Count()} clips, {group.Key}");
        }

        return report.Failed.Count == 0 ? CommandLine.Done : CommandLine.RunFault;
    }

    /// <summary>Which frames were found because nobody had annotated them.</summary>
    private static void TellFrames(IReadOnlyList<(string Clip, ClipFrames Frames)> clips, TextWriter output)
    {
        if (clips is [var (name, frames)])
        {
            output.WriteLine($"{name}: onset {frames.Onset} ({frames.OnsetBy}), apex {frames.Apex} ({frames.ApexBy})");
            return;
        }

        var onsets = clips.Count(clip => clip.Frames.OnsetBy != ClipFrames.Annotated);
        var misplaced = clips.Count(clip => clip.Frames.ApexBy == ApexError.Name);
        var apexes = clips.Count(clip => clip.Frames.ApexBy != ClipFrames.Annotated) - misplaced;
        if (misplaced > 0)
        {
            output.WriteLine($"apexes misplaced on purpose: {misplaced}; see provenance.csv");
        }

        if (onsets + apexes > 0)
        {
            output.WriteLine($"frames not annotated but found: {onsets} onsets, {apexes} apexes; see provenance.csv");
        }
    }
}
