using System.Globalization;
using System.Text;
using Mien.Data.ActionUnits;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Metrics;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// How well a unit head finds action units, dataset by dataset, over the clips whose units a coder wrote down. A clip's
/// score for a unit is the larger of its two sides. Where a coder left open whether a unit is shown, the clip is left out
/// for that unit; so is a clip whose code cannot be read.
/// </summary>
internal static class UnitScores
{
    public const string FileName = "action_units.csv";

    /// <summary>Writes one row for each dataset and unit that has positives and negatives.</summary>
    /// <param name="path">The table.</param>
    /// <param name="set">The clips.</param>
    /// <param name="probabilities">A row a clip, order of <see cref="ActionUnitSides"/>.</param>
    /// <param name="thresholds">From which probability a unit counts as shown.</param>
    public static void Write(string path, PreparedSet set, float[][] probabilities, IReadOnlyList<float> thresholds)
    {
        var text = new StringBuilder();
        CsvTable.AppendRow(text, "dataset", "unit", "clips", "positives", "auc", "precision", "recall", "f1");
        var coded = set.Clips.Select((clip, i) => (clip.Dataset, Code: CodeOf(clip), Row: probabilities[i]));
        foreach (var dataset in coded.Where(clip => clip.Code is not null).GroupBy(clip => clip.Dataset))
        {
            for (var unit = 0; unit < ActionUnitSides.Units.Count; unit++)
            {
                var number = ActionUnitSides.Units[unit];
                var items = dataset
                    .Where(clip => clip.Code!.Certain.Contains(number) == clip.Code.Possible.Contains(number))
                    .Select(clip => (Score: Larger(clip.Row, unit), Positive: clip.Code!.Certain.Contains(number)))
                    .ToArray();
                AppendUnit(text, dataset.Key, number, items, thresholds[2 * unit]);
            }
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static ActionUnitCode? CodeOf(PreparedClip clip) =>
        clip.ActionUnits.Length > 0 && ActionUnitCode.TryParse(clip.ActionUnits, out var code, out _) ? code : null;

    private static double Larger(float[] row, int unit) => Math.Max(row[2 * unit], row[(2 * unit) + 1]);

    private static void AppendUnit(
        StringBuilder text,
        string dataset,
        int unit,
        (double Score, bool Positive)[] items,
        double threshold
    )
    {
        var positives = items.Count(item => item.Positive);
        if (positives == 0 || positives == items.Length)
        {
            return;
        }

        var announced = items.Count(item => item.Score >= threshold);
        var hits = items.Count(item => item.Positive && item.Score >= threshold);
        CsvTable.AppendRow(
            text,
            [
                dataset,
                .. new[] { unit, items.Length, positives }.Select(n => n.ToString(CultureInfo.InvariantCulture)),
                Text(RankArea.Of(items)),
                announced == 0 ? "" : Text((double)hits / announced),
                Text((double)hits / positives),
                Text(2.0 * hits / (announced + positives)),
            ]
        );
    }

    private static string Text(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);
}
