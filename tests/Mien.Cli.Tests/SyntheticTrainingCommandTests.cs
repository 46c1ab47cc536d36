namespace Mien.Cli.Tests;

/// <summary><c>mien train --synthetic</c> with options that do not belong together.</summary>
public sealed class SyntheticTrainingCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--recipe says how to learn from clips", "--synthetic", "--recipe", "recipe.json")]
    [InlineData("--start says how to learn from clips", "--synthetic", "--start", "model.safetensors")]
    [InlineData("--start-mode says how to learn from clips", "--synthetic", "--start-mode", "frozen")]
    [InlineData("--classes says how to learn from clips", "--synthetic", "--classes", "a,b")]
    [InlineData("--none says what to make up", "--data", "maps", "--none")]
    [InlineData("--members says what to make up", "--data", "maps", "--members", "2")]
    [InlineData("exclude each other", "--data", "maps", "--synthetic")]
    [InlineData("nothing to train on", "--seed", "2")]
    [InlineData("ststnet cannot have an action-unit head", "--synthetic", "--model", "ststnet")]
    [InlineData("--filmed 1.5 is no share", "--synthetic", "--filmed", "1.5")]
    [InlineData("--size 4 is out of range", "--synthetic", "--size", "4")]
    public void What_does_not_belong_together_is_one_sentence_before_any_work(string expected, params string[] options)
    {
        var run = MienCommand.Run(["train", .. options, "--out", Path.Combine(_folder, "m.safetensors"), "--quiet"]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
