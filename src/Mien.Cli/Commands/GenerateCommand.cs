using System.CommandLine;
using Mien.Cli.Console;
using Mien.Data.LongVideos;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Data.Twins;
using Mien.Foundation;

namespace Mien.Cli.Commands;

/// <summary><c>mien generate</c>: made-up twins of datasets, long videos, or motion maps of made-up people.</summary>
internal static class GenerateCommand
{
    private const int UsualMaps = 240;
    private const int MapsOfPerson = 12;

    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "A new folder", Required = true };
        var like = new Option<string?>("--like")
        {
            Description =
                $"Write a twin with this dataset's layout: {string.Join(", ", TwinGenerator.Datasets)}; without it, motion maps",
        };
        var videos = new Option<int?>("--videos")
        {
            Description =
                $"Clips (12) or long videos (6) of the twin, long videos ({new LongVideoOptions().Videos}), or motion maps ({UsualMaps})",
        };
        var subjects = new Option<int?>("--subjects") { Description = "People" };
        var height = new Option<int?>("--height")
        {
            Description =
                $"Rows of a twin's raw frames ({new TwinOptions().FrameHeight}), or of long videos ({new LongVideoOptions().FrameHeight})",
        };
        var rest = new Option<int>("--rest")
        {
            Description =
                "Most frames at rest before and after the expression in the clips of a twin of cut clips, so that onset and apex are to be found (0)",
            HelpName = "N",
        };
        var motion = new Option<double?>("--motion")
        {
            Description =
                $"Largest displacement at the apex of a twin's clips, in thousandths of a frame's height ({new TwinOptions().MotionSize}); the smaller, the harder to recognise",
            HelpName = "N",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed writes the same files",
            DefaultValueFactory = _ => 1,
        };
        var quiet = new Option<bool>("--quiet") { Description = "Show no progress" };
        var longVideos = new LongVideoChoices();
        var command = new Command("generate", "Write made-up faces and clips whose truth is known; nobody was recorded")
        {
            output,
            like,
            videos,
            subjects,
            height,
            rest,
            motion,
            seed,
            quiet,
        };
        foreach (var option in longVideos.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output)!;
            var isQuiet = parsed.GetValue(quiet);
            longVideos.RequireAsked(parsed);
            var written =
                longVideos.IsAsked(parsed) ? longVideos.Write(parsed, folder, LongOptions(parsed), isQuiet)
                : parsed.GetValue(like) is { } dataset ? WriteTwin(dataset, folder, TwinOptionsOf(parsed), isQuiet)
                : WriteMaps(
                    folder,
                    parsed.GetValue(videos) ?? UsualMaps,
                    parsed.GetValue(subjects),
                    parsed.GetValue(seed)
                );
            parsed.InvocationConfiguration.Output.WriteLine(written);
            return CommandLine.Done;
        });
        return command;

        TwinOptions TwinOptionsOf(ParseResult parsed)
        {
            var usual = new TwinOptions();
            return usual with
            {
                Seed = parsed.GetValue(seed),
                Videos = parsed.GetValue(videos),
                Subjects = parsed.GetValue(subjects) ?? usual.Subjects,
                FrameHeight = parsed.GetValue(height) ?? usual.FrameHeight,
                Rest = parsed.GetValue(rest),
                MotionSize = MotionOf(parsed) ?? usual.MotionSize,
            };
        }

        double? MotionOf(ParseResult parsed) =>
            parsed.GetValue(motion) is { } size && size is not (>= 0.1 and <= 50)
                ? throw new InputFaultException("--motion must be 0.1 to 50 thousandths of a frame's height.")
                : parsed.GetValue(motion);

        LongVideoOptions LongOptions(ParseResult parsed)
        {
            if (parsed.GetValue(like) is not null || parsed.GetValue(subjects) is not null)
            {
                throw new InputFaultException(
                    "--long makes videos of one person each, like no dataset: leave --like and --subjects out."
                );
            }

            var usual = new LongVideoOptions();
            return usual with
            {
                Seed = parsed.GetValue(seed),
                Videos = parsed.GetValue(videos) ?? usual.Videos,
                FrameHeight = parsed.GetValue(height) ?? usual.FrameHeight,
            };
        }
    }

    private static string WriteTwin(string dataset, string folder, TwinOptions options, bool isQuiet)
    {
        var twin = WorkProgress.Run(isQuiet, progress => TwinGenerator.Write(dataset, folder, options, progress));
        return $"{folder}: twin of {dataset}, {twin.Clips} clips, {twin.Subjects} subjects, {twin.Frames.Values.Sum()} frames, seed {twin.Seed}";
    }

    private static string WriteMaps(string folder, int maps, int? subjects, ulong seed)
    {
        var people = subjects ?? Math.Max(1, maps / MapsOfPerson);
        if (maps < 1 || people < 1 || people > maps)
        {
            throw new InputFaultException(
                $"{maps} maps of {people} people cannot be made: ask for at least one of each and one map a person."
            );
        }

        var set = SyntheticSet.Make(people, maps / people, seed);
        PreparedFolder.Write(folder, set);
        return $"{folder}: {set.Clips.Count} motion maps of {people} made-up people, seed {seed}";
    }
}
