using System.Text.Json;

namespace Mien.Cli.Tests;

public sealed class DatasetCommandTests
{
    [Fact]
    public void A_twin_is_written_and_found_complete()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("mien-cli-").FullName, "twin");
        string[] generate =
        [
            "generate",
            "--like",
            "samm",
            "--out",
            folder,
            "--videos",
            "2",
            "--subjects",
            "2",
            "--height",
            "48",
            "--quiet",
        ];
        Assert.Equal((0, ""), Run(generate, out var written));
        Assert.Contains("twin of samm, 2 clips, 2 subjects", written, StringComparison.Ordinal);

        Assert.Equal((0, ""), Run(["doctor", folder, "--quiet"], out var page));
        Assert.Contains("complete twin of SAMM, nothing wrong", page, StringComparison.Ordinal);

        Assert.Equal((0, ""), Run(["doctor", folder, "--quiet", "--json"], out var json));
        Assert.Equal(2, JsonDocument.Parse(json).RootElement.GetProperty("clips").GetInt32());

        Assert.Equal(2, Run(generate, out _).Exit);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Theory]
    [InlineData("doctor", "/no/such/folder", "--quiet")]
    [InlineData("doctor", "/", "--dataset", "casme9")]
    [InlineData("generate", "--like", "casme9", "--out", "/tmp/never-made")]
    [InlineData("generate", "--out", "/tmp/never-made", "--videos", "0")]
    public void What_cannot_be_done_is_one_sentence_and_exit_2(params string[] args)
    {
        var (exit, error) = Run(args, out _);

        Assert.Equal(2, exit);
        Assert.Single(error.Trim().Split('\n'));
    }

    private static (int Exit, string Error) Run(string[] args, out string output)
    {
        using var standard = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(args, standard, error);
        output = standard.ToString();
        return (exit, error.ToString());
    }
}
