using System.Text;
using Mien.Data.Datasets;
using Mien.Data.Labels;
using Mien.Foundation;

namespace Mien.Data.Twins;

/// <summary>A twin of the MEGC2019 composite: twins of SMIC, CASME II and SAMM side by side and the list of their clips, spelled its way.</summary>
internal static class CompositeTwin
{
    public const string Name = "megc2019";

    public static TwinManifest Write(string folder, TwinOptions options, IProgress<ProgressStep>? progress)
    {
        var labels = LabelSet.Get("megc-3");
        var list = new StringBuilder();
        var clips = new List<LabelledClip>();
        var frames = new Dictionary<string, int>();
        foreach (var dataset in (string[])["casme2", "smic", "samm"])
        {
            var path = Path.Combine(folder, dataset);
            var part = TwinGenerator.Write(dataset, path, options, progress);
            frames[dataset] = part.Frames.Values.Sum();
            foreach (var clip in labels.Apply(DatasetFolder.Open(path, dataset).Annotated).Clips)
            {
                clips.Add(clip);
                list.Append($"{dataset},{SubjectOf(clip.Clip)},{clip.Clip.Name},{clip.Class}\r\n");
            }
        }

        AtomicFile.WriteText(Path.Combine(folder, "combined_3class_gt.csv"), list.ToString());
        return new TwinManifest
        {
            Dataset = Name,
            Seed = options.Seed,
            Clips = clips.Count,
            Subjects = clips.Select(clip => (clip.Clip.Dataset, clip.Clip.Subject)).Distinct().Count(),
            Classes = clips.CountBy(clip => clip.Label).ToDictionary(),
            Frames = frames,
        };
    }

    /// <summary>The list does not pad SAMM's subjects.</summary>
    private static string SubjectOf(Clip clip) => clip.Dataset == "samm" ? clip.Subject.TrimStart('0') : clip.Subject;
}
