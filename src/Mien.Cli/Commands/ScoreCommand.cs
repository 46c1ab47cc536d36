using System.CommandLine;
using System.Text;
using Mien.Data.Labels;
using Mien.Foundation;
using Mien.Reporting.Scores;
using Mien.Spotting.Scoring;

namespace Mien.Cli.Commands;

/// <summary><c>mien score</c>: spotting, spot-then-recognise and apexes against the truth, as the MEGC challenges score them.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var truth = new Option<string>("--truth")
        {
            Description = "A table of true onsets and offsets, or a dataset's coding table",
            Required = true,
        };
        var predictions = new Option<string>("--predictions")
        {
            Description = "A table of predicted ones, or a folder with analyses",
            Required = true,
        };
        var videos = new Option<string?>("--videos")
        {
            Description = "A table of the videos' lengths, for false alarms a minute (videos.csv beside the truth)",
        };
        var rate = new Option<double?>("--fps") { Description = "Frames a second where no table tells them" };
        var overlap = new Option<double>("--iou")
        {
            Description = "Least intersection over union of a hit",
            DefaultValueFactory = _ => new ScoringOptions().Overlap,
        };
        var least = new Option<double>("--at-least")
        {
            Description = "Truths of a smaller motion, in pixels, count neither when found nor when missed",
        };
        var classes = new Option<string?>("--classes") { Description = "Classes that recognition is scored on, a,b,c" };
        var column = new Option<string?>("--class-column")
        {
            Description =
                "The predictions' column with the classes (class, emotion); likeliest_class of an analysis never abstains",
        };
        var labels = new Option<string?>("--labels")
        {
            Description = "Label set that makes classes of a dataset's emotions",
        };
        var page = new Option<string?>("--out") { Description = "Also write a page, FILE.html" };
        var json = new Option<bool>("--json") { Description = "Write one JSON object instead of text" };
        var command = new Command("score", "Score spotted expressions against the truth: MEGC spotting, STRS, apexes")
        {
            truth,
            predictions,
            videos,
            rate,
            overlap,
            least,
            classes,
            column,
            labels,
            page,
            json,
        };
        command.SetAction(parsed =>
        {
            var options = new ScoringOptions
            {
                Overlap = parsed.GetValue(overlap),
                LeastSize = parsed.GetValue(least),
                Classes = parsed
                    .GetValue(classes)
                    ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            };
            Check(options, parsed.GetValue(rate));
            if (parsed.GetValue(page) is { } target)
            {
                OutputPath.RequireFile(target, page.Name, parsed.GetValue(truth), parsed.GetValue(predictions));
            }

            var report = ScoreReport.Of(
                parsed.GetRequiredValue(truth),
                parsed.GetRequiredValue(predictions),
                parsed.GetValue(videos),
                parsed.GetValue(rate),
                parsed.GetValue(labels) is { } name ? LabelSet.Get(name) : null,
                options,
                parsed.GetValue(column)
            );
            if (parsed.GetValue(page) is { } file)
            {
                ScorePage.Write(file, Path.GetFileName(Path.GetFullPath(parsed.GetRequiredValue(predictions))), report);
            }

            Tell(report, parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return CommandLine.Done;
        });
        return command;
    }

    private static void Check(ScoringOptions options, double? rate)
    {
        if (!(options.Overlap is > 0 and <= 1) || !(options.LeastSize >= 0) || rate is not (null or (> 0 and < 1e6)))
        {
            throw new InputFaultException(
                "--iou lies above 0 and up to 1, --at-least is no negative size, and --fps is a rate above 0: give such numbers."
            );
        }

        if (options.Classes is { Count: 0 })
        {
            throw new InputFaultException("--classes names no class: give names such as negative,positive,surprise.");
        }
    }

    private static void Tell(ScoreReport report, TextWriter output, bool isForPrograms)
    {
        if (!isForPrograms)
        {
            ScoreText.Write(output, report);
            return;
        }

        using var buffer = new MemoryStream();
        ScoreJson.Write(buffer, report);
        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
