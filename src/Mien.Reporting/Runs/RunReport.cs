using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>
/// The file <c>report.html</c>: one run in tables and plots, derived from the run folder's other files alone. It holds no
/// script, asks nothing of the network, and carries the word "leaky" in every table and plot of a leaky protocol.
/// </summary>
public static class RunReport
{
    /// <summary>File name of the report in a run folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Reads a run folder and writes its report into it.</summary>
    /// <returns>Path of the report.</returns>
    /// <exception cref="Foundation.InputFaultException">A file of the run is missing or damaged.</exception>
    public static string Write(string runFolder)
    {
        var path = Path.Combine(runFolder, FileName);
        Compose(RunFolder.Read(runFolder)).Write(path);
        return path;
    }

    internal static Page Compose(RunFolder folder)
    {
        var page = new Page(
            $"{folder.Run.Model}, {folder.Run.Protocol}{(folder.Run.Leaky ? " (leaky)" : "")} – Mien",
            [.. folder.Run.Leaky ? ["leaky"] : Array.Empty<string>(), .. ShuffleMark(folder.Run)]
        );
        var outcome = RunOutcome.Of(folder.Predictions);
        Headline.Write(page, folder);
        ProtocolSection.Write(page, folder);
        SelectionSection.Write(page, folder);
        DatasetSection.Write(page, folder);
        ConfusionSection.Write(page, folder.Metrics);
        ClassSection.Write(page, folder.Metrics);
        SubjectSection.Write(page, outcome);
        SeedSection.Write(page, folder.Metrics);
        FigureSection.Write(page, folder.Metrics);
        CertificateSection.Write(page, folder);
        ProvenanceSection.Write(page, folder);
        WriteFooter(page, folder.Run);
        return page;
    }

    private static string[] ShuffleMark(RunRecord run) => run.LabelShuffle is null ? [] : ["labels shuffled"];

    private static void WriteFooter(Page page, RunRecord run)
    {
        using (page.Body.Open("footer"))
        {
            page.Paragraph(
                $"Written by Mien {run.Version} from predictions.csv, splits.json, metrics.json and run.json of this folder. "
                    + "Movements of a face are facts; the emotion they are filed under is a claim of the dataset's annotators. "
                    + "None of these figures says anything about truthfulness or about a single person's feelings."
            );
        }
    }
}
