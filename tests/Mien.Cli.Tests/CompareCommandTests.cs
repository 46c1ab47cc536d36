using Mien.Recognition.Runs;
using Mien.Recognition.Tests.Runs;

namespace Mien.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Runs_are_tabled_and_written()
    {
        string[] runs = [.. new[] { "one", "two" }.Select(name => Path.Combine(_root, name))];
        foreach (var run in runs)
        {
            RunFolder.Write(run, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1));
        }

        var output = new StringWriter();
        var file = Path.Combine(_root, "c.html");

        Assert.Equal(0, CommandLine.Run(["compare", .. runs, "--out", file], output, TextWriter.Null));
        Assert.Contains("Cannot be told apart from one by UF1: two", output.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void An_unknown_format_is_refused_before_any_work()
    {
        Directory.CreateDirectory(_root);
        var error = new StringWriter();

        Assert.Equal(2, CommandLine.Run(["compare", "a", "b", "--out", "c.pdf"], TextWriter.Null, error));
        Assert.Contains("c.pdf ends in no format", error.ToString(), StringComparison.Ordinal);
    }
}
