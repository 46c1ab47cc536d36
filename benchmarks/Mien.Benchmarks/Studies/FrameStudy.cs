using System.Globalization;
using System.Text.RegularExpressions;
using Mien.Data.Datasets;
using Mien.Data.LongVideos;
using Mien.Data.Preparation;
using Mien.Data.Twins;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Benchmarks.Studies;

/// <summary>
/// How far the onset and the apex that <c>mien prepare</c> finds lie from the truth: <c>frames SETS SEEDS [REST] [SIZE]
/// [METHODS]</c>, as in <c>frames casme2,smic 101-110 20 8 peak,middle</c>. A set is a made-up twin of clips of one
/// expression, with up to REST frames (20) at rest before and after it and a largest motion of about SIZE thousandths (8) of the
/// frame's height, or <c>films</c>: micro-expressions in made-up long videos, with a quarter of a second on either side,
/// blinks and glances among them. METHODS are those of <c>--missing-apex</c>; without them all are tried. Prints a line a set
/// and method, and on standard error each clip that the peak misses.
/// </summary>
internal static partial class FrameStudy
{
    private const int Near = 2;
    private const double Around = 0.25;

    public static int Run(string sets, string seeds, string[] more)
    {
        var twin = new TwinOptions
        {
            Rest = more.Length > 0 ? int.Parse(more[0], CultureInfo.InvariantCulture) : 20,
            MotionSize = more.Length > 1 ? double.Parse(more[1], CultureInfo.InvariantCulture) : 8,
        };
        var methods = more.Length > 2 ? [.. more[2].Split(',').Select(Method)] : Enum.GetValues<MissingApex>();
        Console.WriteLine("set        apex by        clips  onset <= 2      mean  apex <= 2       mean  both <= 2");
        foreach (var set in sets.Split(','))
        {
            var errors = new Dictionary<(string Set, MissingApex Method), List<(int Onset, int Apex)>>();
            foreach (var seed in SeedsOf(seeds))
            {
                Measure(set, twin with { Seed = seed }, methods, errors);
            }

            foreach (var (key, found) in errors.OrderBy(pair => pair.Key))
            {
                Console.WriteLine(Line(key.Set, key.Method, found));
            }
        }

        return 0;
    }

    private static MissingApex Method(string name) =>
        name == "lbp" ? MissingApex.LbpFrequency : Enum.Parse<MissingApex>(name, ignoreCase: true);

    private static IEnumerable<ulong> SeedsOf(string text)
    {
        var ends = text.Split('-').Select(ulong.Parse).ToArray();
        for (var seed = ends[0]; seed <= ends[^1]; seed++)
        {
            yield return seed;
        }
    }

    private static void Measure(
        string set,
        TwinOptions twin,
        MissingApex[] methods,
        Dictionary<(string Set, MissingApex Method), List<(int Onset, int Apex)>> errors
    )
    {
        var folder = Directory.CreateTempSubdirectory("mien-frames-").FullName;
        try
        {
            var made = Path.Combine(folder, "made");
            var events = set == "films" ? Films(made, twin.Seed) : Twin(made, set, twin);
            var truth = events.ToDictionary(e => NameOf(e.Clip));
            foreach (var method in methods)
            {
                var report = Prepare(Path.Combine(folder, $"{method}"), method, [.. events.Select(e => e.Clip)]);
                foreach (var (name, frames) in report.Frames)
                {
                    var e = truth[name];
                    var list = errors.TryGetValue((e.Set, method), out var known)
                        ? known
                        : errors[(e.Set, method)] = [];
                    list.Add((frames.Onset - e.Onset, frames.Apex - e.Apex));
                    if (method == MissingApex.Peak && !(IsNear(list[^1].Onset) && IsNear(list[^1].Apex)))
                    {
                        Console.Error.WriteLine(
                            $"missed: {name}, onset {list[^1].Onset:+0;-0;0}, apex {list[^1].Apex:+0;-0;0}"
                        );
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PreparationReport Prepare(string output, MissingApex method, IReadOnlyList<Clip> clips)
    {
        var options = new PreparationOptions
        {
            Frames = FrameChoice.Found,
            MissingApex = method,
            Size = 28,
        };
        var models = FaceModelFiles.Read(new FaceModels());
        var report = new ClipPreparation(options, models, output).Run(clips);
        foreach (var (clip, sentence) in report.Failed)
        {
            Console.Error.WriteLine($"{clip}: {sentence}");
        }

        return report;
    }

    private static List<Event> Twin(string folder, string dataset, TwinOptions options)
    {
        var manifest = TwinGenerator.Write(dataset, folder, options);
        var truth = manifest.Events.ToDictionary(e => Plain($"{e.Subject}/{e.Sequence}"));
        return
        [
            .. DatasetFolder
                .Open(folder, dataset)
                .Clips(null)
                .Where(clip => clip.Kind == ClipKind.Micro)
                .Select(clip => (clip, truth[Plain($"{clip.Subject}/{clip.Name}")]))
                .Select(pair => new Event(pair.clip, dataset, pair.Item2.Onset, pair.Item2.Apex)),
        ];
    }

    private static List<Event> Films(string folder, ulong seed)
    {
        var options = new LongVideoOptions
        {
            Seed = seed,
            Videos = 2,
            FrameRates = [30, 100],
            MostSeconds = 20,
            MostMicroPerMinute = 15,
            FrameHeight = 360,
            Codec = VideoCodec.H264,
        };
        LongVideoGenerator.Write(folder, options);
        var table = CsvTable.Read(Path.Combine(folder, "truth.csv"));
        var events = new List<Event>();
        for (var row = 0; row < table.Count; row++)
        {
            if (table[row, "kind"] == "micro" && PartOf(table, row) is { } part)
            {
                var video = Directory.EnumerateFiles(folder, table[row, "video"] + "*").First();
                var clip = MediaClip.Of(video, part: part) with { Name = $"{table[row, "video"]}-{row}" };
                var set = $"films {table[row, "frame_rate"]}";
                events.Add(new Event(clip, set, (int)Number(table, row, "onset"), (int)Number(table, row, "apex")));
            }
        }

        return events;
    }

    /// <summary>The part of the film around an event; null when something else than a blink or glance happens in it too.</summary>
    private static TimeSlice? PartOf(CsvTable table, int row)
    {
        var start = Math.Max(0, Number(table, row, "onset_seconds") - Around);
        var end = Number(table, row, "offset_seconds") + Around;
        for (var other = 0; other < table.Count; other++)
        {
            if (
                other != row
                && table[other, "kind"] != "blink"
                && table[other, "video"] == table[row, "video"]
                && Number(table, other, "onset_seconds") < end
                && Number(table, other, "offset_seconds") > start
            )
            {
                return null;
            }
        }

        return TimeSlice.Of(start, end);
    }

    private static double Number(CsvTable table, int row, string column) =>
        double.Parse(table[row, column], CultureInfo.InvariantCulture);

    private static string NameOf(Clip clip) => $"{clip.Dataset} {clip.Subject}/{clip.Name}";

    /// <summary>Some layouts pad numbers in one place and not in another.</summary>
    private static string Plain(string name) => LeadingZeros().Replace(name, "");

    [GeneratedRegex("(?<=[A-Za-z_/])0+(?=[0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadingZeros();

    private static string Line(string set, MissingApex method, List<(int Onset, int Apex)> errors)
    {
        string Share(Func<(int Onset, int Apex), bool> near) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{errors.Count(near), 4} ({100.0 * errors.Count(near) / errors.Count, 5:F1} %)"
            );
        var (onset, apex) = (errors.Average(e => Math.Abs(e.Onset)), errors.Average(e => Math.Abs(e.Apex)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{set, -10} {method, -14} {errors.Count, 6} {Share(e => IsNear(e.Onset))} {onset, 6:F2} {Share(e => IsNear(e.Apex))} {apex, 6:F2} {Share(e => IsNear(e.Onset) && IsNear(e.Apex))}"
        );
    }

    private static bool IsNear(int frames) => Math.Abs(frames) <= Near;

    /// <summary>A clip whose onset and apex are known.</summary>
    private sealed record Event(Clip Clip, string Set, int Onset, int Apex);
}
