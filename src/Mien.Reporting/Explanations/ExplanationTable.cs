using System.Globalization;
using System.Text;
using Mien.Foundation;
using Mien.Recognition.Explanation;

namespace Mien.Reporting.Explanations;

/// <summary>Explanations as a table for programs: a row for each clip and kind of map, with the share of each part of the face.</summary>
internal static class ExplanationTable
{
    public static string Compose(Recognition.Explanation.Explanations explanations, FacePlan plan)
    {
        var text = new StringBuilder();
        var parts = Enum.GetValues<FacePart>().Select(part => FacePlan.Word(part).Replace(' ', '_'));
        CsvTable.AppendRow(
            text,
            [
                "dataset",
                "subject",
                "clip",
                "truth",
                "predicted",
                "score",
                "map",
                .. parts,
                "peak",
                "under_random_weights",
                "between_equal_frames",
                "with_occlusion",
            ]
        );
        foreach (var item in explanations.Items)
        {
            foreach (var evidence in item.Evidence)
            {
                CsvTable.AppendRow(text, Row(explanations, item, evidence, plan));
            }
        }

        return text.ToString();
    }

    private static string[] Row(
        Recognition.Explanation.Explanations explanations,
        ClipExplanation item,
        ClipEvidence evidence,
        FacePlan plan
    )
    {
        var clip = explanations.Set.Clips[item.Clip];
        return
        [
            clip.Dataset,
            clip.Subject,
            clip.Clip,
            clip.Label,
            explanations.Classes[item.Label],
            Text(item.Scores[item.Label]),
            EvidenceWords.Name(evidence.Kind),
            .. plan.SharesOf(evidence.Map).Select(share => Text(share)),
            Text(evidence.Map.Peak),
            Text(evidence.UnderRandomWeights),
            Text(evidence.AtRest),
            Text(evidence.WithOcclusion),
        ];
    }

    private static string Text(double? value) =>
        value is { } number ? Math.Round(number, 6).ToString(CultureInfo.InvariantCulture) : "";
}
