using Mien.Reporting.Pages;
using Mien.Spotting.Sensitivity;

namespace Mien.Reporting.Analyses;

/// <summary>The page <c>sensitivity.html</c>: what would have been found in a recording.</summary>
public static class SensitivityPage
{
    /// <summary>File name in the output folder.</summary>
    public const string FileName = "sensitivity.html";

    /// <summary>Writes the page.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="video">The recording's name.</param>
    /// <param name="result">What was found out.</param>
    public static void Write(string path, string video, SensitivityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new Page($"{video}, limit of detection – Mien");
        using (page.Body.Open("header"))
        {
            page.Paragraph("Limit of detection", "kind");
            page.Body.Element("h1", video);
        }

        SensitivitySection.Write(page, result);
        page.Write(path);
    }
}
