using System.Globalization;
using System.Text.RegularExpressions;
using Mien.Data.Datasets;
using Mien.Data.Preparation;
using Mien.Data.Twins;
using Mien.Faces.Models;

namespace Mien.Benchmarks.Studies;

/// <summary>
/// How far the onset and the apex that <c>mien prepare</c> finds lie from the truth, on made-up twins with rest before and
/// after each expression: <c>frames DATASETS SEEDS [REST]</c>, as in <c>frames casme2,smic 101-110 20</c>. Prints a line a
/// dataset and method.
/// </summary>
internal static partial class FrameStudy
{
    private const int Near = 2;

    public static int Run(string datasets, string seeds, string rest)
    {
        Console.WriteLine("dataset  apex by          clips  onset<=2  mean  apex<=2  mean  both<=2");
        foreach (var dataset in datasets.Split(','))
        {
            var errors = new Dictionary<MissingApex, List<(int Onset, int Apex)>>();
            foreach (var seed in SeedsOf(seeds))
            {
                Measure(dataset, seed, int.Parse(rest, CultureInfo.InvariantCulture), errors);
            }

            foreach (var (method, found) in errors)
            {
                Console.WriteLine(Line(dataset, method, found));
            }
        }

        return 0;
    }

    private static IEnumerable<ulong> SeedsOf(string text)
    {
        var ends = text.Split('-').Select(ulong.Parse).ToArray();
        for (var seed = ends[0]; seed <= ends[^1]; seed++)
        {
            yield return seed;
        }
    }

    private static void Measure(
        string dataset,
        ulong seed,
        int rest,
        Dictionary<MissingApex, List<(int Onset, int Apex)>> errors
    )
    {
        var folder = Directory.CreateTempSubdirectory("mien-frames-").FullName;
        try
        {
            var twin = Path.Combine(folder, "twin");
            var manifest = TwinGenerator.Write(dataset, twin, new TwinOptions { Seed = seed, Rest = rest });
            var truth = manifest.Events.ToDictionary(e => Plain($"{e.Subject}/{e.Sequence}"));
            var clips = DatasetFolder
                .Open(twin, dataset)
                .Clips(null)
                .Where(clip => clip.Kind == ClipKind.Micro)
                .ToList();
            foreach (var method in Enum.GetValues<MissingApex>())
            {
                var options = new PreparationOptions
                {
                    Frames = FrameChoice.Found,
                    MissingApex = method,
                    Size = 28,
                };
                var models = FaceModelFiles.Read(new FaceModels(null));
                var output = Path.Combine(folder, method.ToString());
                var report = new ClipPreparation(options, models, output).Run(clips);
                foreach (var (clip, sentence) in report.Failed)
                {
                    Console.Error.WriteLine($"{clip}: {sentence}");
                }

                var list = errors.TryGetValue(method, out var known) ? known : errors[method] = [];
                foreach (var (name, frames) in report.Frames)
                {
                    var e = truth[Plain(name[(dataset.Length + 1)..])];
                    list.Add((frames.Onset - e.Onset, frames.Apex - e.Apex));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Some layouts pad numbers in one place and not in another.</summary>
    private static string Plain(string name) => LeadingZeros().Replace(name, "");

    [GeneratedRegex("(?<=[A-Za-z_/])0+(?=[0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadingZeros();

    private static string Line(string dataset, MissingApex method, List<(int Onset, int Apex)> errors)
    {
        string Share(Func<(int Onset, int Apex), bool> near) => $"{100.0 * errors.Count(near) / errors.Count, 6:F1} %";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{dataset, -8} {method, -15} {errors.Count, 6} {Share(e => Math.Abs(e.Onset) <= Near)} {errors.Average(e => Math.Abs(e.Onset)), 6:F2} {Share(e => Math.Abs(e.Apex) <= Near)} {errors.Average(e => Math.Abs(e.Apex)), 6:F2} {Share(e => Math.Abs(e.Onset) <= Near && Math.Abs(e.Apex) <= Near)}"
        );
    }
}
