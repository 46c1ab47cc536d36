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

    [Fact]
    public void Long_videos_are_written_with_their_truth()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("mien-cli-").FullName, "films");
        string[] generate = ["generate", "--long", "--videos", "1", "--seconds", "5", "--fps", "20", "--height", "120"];
        Assert.Equal((0, ""), Run([.. generate, "--seed", "4", "--out", folder, "--quiet"], out var written));
        Assert.Contains("1 videos, 5 s, 100 frames", written, StringComparison.Ordinal);
        Assert.StartsWith(
            "video,subject,frame_rate,kind,onset,apex,offset",
            File.ReadAllText(Path.Combine(folder, "truth.csv"))
        );
        Assert.True(File.Exists(Path.Combine(folder, "long001.avi")));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Theory]
    [InlineData("generate", "--out", "/tmp/never-made", "--fps", "30")]
    [InlineData("generate", "--out", "/tmp/never-made", "--like", "samm", "--motion", "0")]
    [InlineData("generate", "--out", "/tmp/never-made", "--long", "--like", "samm")]
    [InlineData("generate", "--out", "/tmp/never-made", "--long", "--fps", "fast")]
    [InlineData("generate", "--out", "/tmp/never-made", "--long", "--seconds", "20-")]
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
