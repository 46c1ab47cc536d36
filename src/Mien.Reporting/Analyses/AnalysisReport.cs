using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;
using Mien.Spotting.Sensitivity;

namespace Mien.Reporting.Analyses;

/// <summary>
/// The page <c>report.html</c> of an analysed video: what moved when and how far, on what recording, how much of it is likely to
/// be false, and what it does not mean. It holds its pictures itself, and asks nothing of the network.
/// </summary>
public static class AnalysisReport
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="result">The finished analysis.</param>
    /// <param name="sensitivity">What would have been found; null when it was not asked for.</param>
    public static void Write(string path, AnalysisResult result, SensitivityResult? sensitivity = null) =>
        Compose(result, sensitivity).Write(path);

    internal static Page Compose(AnalysisResult result, SensitivityResult? sensitivity = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new Page($"{NameOf(result)}: movements of a face – Mien");
        FindingSection.Write(page, result);
        TimelineSection.Write(page, result);
        EventSection.Write(page, result);
        EventListSection.Write(page, result);
        QualitySection.Write(page, result);
        CertaintySection.Write(page, result);
        if (sensitivity is not null)
        {
            SensitivitySection.Write(page, sensitivity);
        }

        LimitsSection.Write(page, result);
        MakingSection.Write(page, result);
        using (page.Body.Open("footer"))
        {
            page.Paragraph(
                $"Written by Mien {Foundation.ProductVersion.Text}. Movements are measured; what they mean is for people to judge."
            );
        }

        return page;
    }

    /// <summary>The recording's name, without its folder.</summary>
    public static string NameOf(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Info.Path));
    }
}
