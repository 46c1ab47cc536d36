using System.Globalization;
using System.Text;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Models;

namespace Mien.Cli;

/// <summary>The table of <c>mien predict</c>: dataset, subject, clip, label as given, predicted, one score a class, and with a unit head
/// the action units shown and one probability for each unit and side.</summary>
internal static class PredictedClips
{
    public static void Write(string path, PreparedSet set, Model model, int threads)
    {
        var classes = model.Description.Classes;
        var scores = model.Predict(set, threads);
        var units = model.PredictUnits(set, threads);
        var text = new StringBuilder();
        CsvTable.AppendRow(
            text,
            [.. new[] { "dataset", "subject", "clip", "label", "predicted" }, .. classes, .. UnitColumns(units)]
        );
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
                    .. scores[i].Select(Text),
                    .. units is null ? [] : units[i].Select(Text).Prepend(model.ShownUnits(units[i])),
                ]
            );
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static IEnumerable<string> UnitColumns(float[][]? units) =>
        units is null
            ? []
            : Enumerable.Range(0, ActionUnitSides.Count).Select(ActionUnitSides.NameOf).Prepend("action_units");

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
