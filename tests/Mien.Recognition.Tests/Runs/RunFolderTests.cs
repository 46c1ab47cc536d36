using System.Text.Json;
using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_reads_back_as_it_was_written()
    {
        var written = RunFolder.Write(_folder, MadeUpRun.Record(2), MadeUpRun.Splits(2), MadeUpRun.Table(2));
        var before = Contents();

        var read = RunFolder.Read(_folder);
        RunFolder.Write(_folder, read.Run, read.Splits, read.Predictions);

        Assert.Equal(before, Contents());
        Assert.Equal(written.Metrics.Full.Uf1.PerSeed, read.Metrics.Full.Uf1.PerSeed);
    }

    [Fact]
    public void Metrics_are_where_scripts_look_for_them()
    {
        RunFolder.Write(_folder, MadeUpRun.Record(2), MadeUpRun.Splits(2), MadeUpRun.Table(2));

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "metrics.json")));
        var full = json.RootElement.GetProperty("full");
        var uf1 = json.RootElement.GetProperty("byDataset").GetProperty("SMIC").GetProperty("uf1");

        Assert.Equal(48, full.GetProperty("samples").GetInt32());
        Assert.Equal("negative", full.GetProperty("classes")[0].GetString());
        Assert.Equal(3, full.GetProperty("confusion").GetArrayLength());
        Assert.True(full.TryGetProperty("macroPrecision", out _) && full.TryGetProperty("weightedF1", out _));
        Assert.Equal(
            ["mean", "sd", "perSeed", "ensemble", "interval"],
            uf1.EnumerateObject().Select(property => property.Name)
        );
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{\"protocol\": \"loso\"}", "leaky")]
    [InlineData(
        "{\"protocol\": \"loso\", \"leaky\": false, \"items\": [], \"folds\": [{\"fold\": 0, \"seeds\": 1}]}",
        "array"
    )]
    public void A_damaged_file_is_refused_with_its_place(string text, string says)
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "splits.json");
        File.WriteAllText(file, text);

        var fault = Assert.Throws<InputFaultException>(() => RunSplits.Read(file));

        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_whose_lists_do_not_fit_are_refused()
    {
        var metrics = RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1)).Metrics;
        var file = Path.Combine(_folder, RunFolder.MetricsFile);
        (
            metrics with
            {
                Full = metrics.Full with
                {
                    Confusion =
                    [
                        [1, 2],
                        [3],
                    ],
                },
            }
        ).Write(file);

        var fault = Assert.Throws<InputFaultException>(() => RunFolder.Read(_folder));

        Assert.Contains("lists of wrong length for 'full'", fault.Message, StringComparison.Ordinal);
    }

    private string[] Contents() =>
        [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
