using System.Globalization;
using System.Text;
using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Cli;

/// <summary>The table of <c>mien predict</c>: dataset, subject, clip, label as given, predicted, and one score a class.</summary>
internal static class PredictedClips
{
    public static void Write(string path, PreparedSet set, IReadOnlyList<string> classes, float[][] scores)
    {
        var text = new StringBuilder();
        CsvTable.AppendRow(text, [.. new[] { "dataset", "subject", "clip", "label", "predicted" }, .. classes]);
        for (var i = 0; i < scores.Length; i++)
        {
            var clip = set.Clips[i];
            var predicted = classes[Array.IndexOf(scores[i], scores[i].Max())];
            CsvTable.AppendRow(
                text,
                [
                    clip.Dataset,
                    clip.Subject,
                    clip.Clip,
                    clip.Label,
                    predicted,
                    .. scores[i].Select(score => score.ToString(CultureInfo.InvariantCulture)),
                ]
            );
        }

        AtomicFile.WriteText(path, text.ToString());
    }
}
