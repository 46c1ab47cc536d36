namespace Mien.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    public void A_word_that_is_no_command_is_one_sentence_and_exit_2(string word)
    {
        var error = new StringWriter();

        var exit = CommandLine.Run([word], TextWriter.Null, error);

        Assert.Equal(2, exit);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
        Assert.Contains("mien --help", error.ToString(), StringComparison.Ordinal);
    }
}
