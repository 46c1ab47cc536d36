using Mien.Recognition.Certification;
using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>What was checked when the run ended.</summary>
internal static class CertificateSection
{
    public static void Write(Page page, RunFolder folder)
    {
        if (folder.Certificate is not { } certificate)
        {
            return;
        }

        using (page.Section("checks", "Checks"))
        {
            page.Table(
                "Leak and consistency checks. \"Unknown\" means that the files do not say enough to tell.",
                ["Check", "Found", "Detail"],
                certificate.Checks.Select(check => (string[])[check.Name, Word(check.Status), check.Detail])
            );
            page.Paragraph(
                "The digest below covers protocol, recipe, seeds, data hashes, splits, predictions and figures, and is the same wherever the same run is made. \"mien certify\" derives all of it again from this folder.",
                "soft"
            );
            page.Body.Element("pre", certificate.Digest);
        }
    }

    private static string Word(CheckStatus status) =>
        status switch
        {
            CheckStatus.Holds => "holds",
            CheckStatus.Fails => "does not hold",
            _ => "unknown",
        };
}
