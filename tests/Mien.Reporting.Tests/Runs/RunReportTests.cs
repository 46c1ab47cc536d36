using System.Xml.Linq;
using Mien.Foundation;
using Mien.Recognition.Runs;
using Mien.Recognition.Tests.Runs;
using Mien.Reporting.Runs;

namespace Mien.Reporting.Tests.Runs;

public sealed class RunReportTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_shows_the_headline_figures_and_every_dataset_and_subject()
    {
        var (metrics, report) = Report(MadeUpRun.Record(2), MadeUpRun.Table(2));
        var text = report.Value;

        Assert.Contains($"{metrics.Full.Uf1.Mean:0.000}", text, StringComparison.Ordinal);
        Assert.Contains($"{metrics.ByDataset["SMIC"].Uar.Interval[1]:0.000}", text, StringComparison.Ordinal);
        Assert.Contains("8 747 parameters", text.Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.Equal(8, report.Descendants("details").Single().Descendants("tbody").Single().Elements("tr").Count());
        Assert.Contains("Nothing is chosen: every fold uses epoch 40", text, StringComparison.Ordinal);
        Assert.DoesNotContain("leaky", report.Element("body")!.Value, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_is_one_file_without_script_that_asks_nothing_of_the_network()
    {
        var (_, report) = Report(MadeUpRun.Record(1), MadeUpRun.Table(1));

        Assert.Empty(report.Descendants("script"));
        Assert.All(
            report.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"),
            a => Assert.StartsWith("#", a.Value, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("url(", report.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_picture_has_a_text_and_every_table_a_caption_and_headers()
    {
        var (_, report) = Report(MadeUpRun.Record(2), MadeUpRun.Table(2));

        Assert.All(report.Descendants("svg"), svg => Assert.NotEmpty(svg.Element("title")!.Value));
        Assert.All(report.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(report.Descendants("th"), cell => Assert.NotNull(cell.Attribute("scope")));
        Assert.Equal(
            report.Descendants("nav").Single().Descendants("a").Select(link => link.Attribute("href")!.Value[1..]),
            report.Descendants("section").Select(section => section.Attribute("id")!.Value)
        );
    }

    [Fact]
    public void A_leaky_run_says_so_in_every_table_figure_and_tile()
    {
        var honest = new SubjectIndependentScore
        {
            Protocol = "loso",
            Uf1 = .412,
            Uar = .423,
            Accuracy = .434,
        };
        var record = MadeUpRun.Record(2) with { Protocol = "frame-kfold", Leaky = true, SubjectIndependent = honest };

        var (_, report) = Report(record, MadeUpRun.Table(2));

        Assert.All(
            report.Descendants().Where(e => e.Name.LocalName is "caption" or "figcaption" or "dt"),
            element => Assert.Contains("leaky", element.Value, StringComparison.Ordinal)
        );
        Assert.Contains("leaky", report.Descendants("title").First().Value, StringComparison.Ordinal);
        Assert.Contains("0.412", report.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaky_run_without_its_honest_twin_asks_for_it()
    {
        var (_, report) = Report(
            MadeUpRun.Record(1) with
            {
                Protocol = "clip-kfold",
                Leaky = true,
            },
            MadeUpRun.Table(1)
        );

        Assert.Contains("run it with --protocol loso", report.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_files_stay_text()
    {
        var table = MadeUpRun.Table(1);
        var hostile = new PredictionTable(["<script>alert(1)</script>", "a\"b", "c&d"], table.Rows);

        var (_, report) = Report(MadeUpRun.Record(1), hostile);

        Assert.Empty(report.Descendants("script"));
        Assert.Contains("<script>alert(1)</script>", report.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes()
    {
        Report(MadeUpRun.Record(2), MadeUpRun.Table(2));
        var first = File.ReadAllText(Path.Combine(_folder, "report.html"));

        RunReport.Write(_folder);

        Assert.Equal(first, File.ReadAllText(Path.Combine(_folder, "report.html")));
    }

    [Fact]
    public void A_folder_that_is_no_run_is_refused()
    {
        Directory.CreateDirectory(_folder);

        var fault = Assert.Throws<InputFaultException>(() => RunReport.Write(_folder));

        Assert.Contains("run.json does not exist", fault.Message, StringComparison.Ordinal);
    }

    private (RunMetrics Metrics, XElement Report) Report(RunRecord record, PredictionTable table)
    {
        var folder = RunFolder.Write(_folder, record, MadeUpRun.Splits(table.Seeds.Count), table);
        var document = XDocument.Parse(File.ReadAllText(RunReport.Write(_folder)));
        return (folder.Metrics, document.Root!);
    }
}
