using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;
using Mien.Spotting.Learning;

namespace Mien.Reporting.Analyses;

/// <summary>How the report was made: settings, and the model with its training data.</summary>
internal static class MakingSection
{
    public static void Write(Page page, AnalysisResult result)
    {
        using (page.Section("making", "How it was made"))
        {
            page.Table("Settings.", ["What", "Value"], Settings(result));
            if (result.Model is { } model)
            {
                page.Table(
                    "The model that named classes.",
                    ["What", "Value"],
                    [
                        ["Network", model.Network],
                        ["Classes", string.Join(", ", model.Classes)],
                        ["Trained on", model.TrainingData],
                        [
                            "Probabilities",
                            model.Calibration is { } calibration
                                ? $"temperature {calibration.Temperature:0.##}; prediction sets at an error level of {100 * result.ErrorLevel:0} %; fitted on {calibration.Source}"
                                : "not calibrated (mien calibrate): take them for an order only",
                        ],
                    ]
                );
            }
        }
    }

    private static IEnumerable<string[]> Settings(AnalysisResult result)
    {
        var (spotter, motion) = (result.Options.Spotter, result.Options.Motion);
        yield return
        [
            "Motion",
            $"{motion.Flow} in an aligned crop of {motion.CropSize} x {motion.CropSize}, against a reference frame that is renewed every {motion.ReferenceSeconds:0.#} s; an affine motion with the depth of a head is taken out",
        ];
        yield return
        [
            "Spotter",
            result.Options.Learnt is { } learnt
                ? $"learnt ({learnt.Description.Network}), trained on: {learnt.Description.TrainingData} It decides about every movement above {CandidatePool.LeastShare:0.##} of the thresholds"
                : "without training",
        ];
        yield return
        [
            "Thresholds",
            $"{spotter.Short.Threshold:0.#} deviations of the face's rest for micro-expressions, {spotter.Long.Threshold:0.#} for longer ones",
        ];
        yield return
        [
            "Rest",
            $"the median of {2 * spotter.Short.HalfWindow:0.#} s around for micro-expressions, of {2 * spotter.Long.HalfWindow:0.#} s for longer ones; its deviations from the minute around",
        ];
        yield return ["Maps and pictures", "TV-L1 optical flow from onset to apex"];
    }
}
