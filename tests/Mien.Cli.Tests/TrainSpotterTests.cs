namespace Mien.Cli.Tests;

public sealed class TrainSpotterTests
{
    [Theory]
    [InlineData("belong together", "train", "--spotter", "analyses")]
    [InlineData("belong together", "train", "--truth", "truth.csv")]
    [InlineData("does not exist", "train", "--spotter", "no-such-folder", "--truth", "truth.csv")]
    [InlineData("--spotter excludes", "train", "--spotter", "a", "--truth", "b.csv", "--synthetic")]
    public void What_cannot_be_trained_is_told_in_a_sentence(string sentence, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("mien").FullName;

        var run = MienCommand.Run([.. words, "--out", Path.Combine(folder, "spotter.safetensors")]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }
}
