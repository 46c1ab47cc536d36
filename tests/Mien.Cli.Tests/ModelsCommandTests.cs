namespace Mien.Cli.Tests;

public sealed class ModelsCommandTests
{
    [Fact]
    public void Every_network_is_listed_with_its_source_and_its_size()
    {
        var run = MienCommand.Run("models");

        Assert.Equal(0, run.Exit);
        Assert.Contains("arXiv 1902.03634", run.Output, StringComparison.Ordinal);
        Assert.Contains("1,683 parameters for maps of 28x28x3 and 3 classes", run.Output, StringComparison.Ordinal);
        Assert.Contains("139,582,982 parameters", run.Output, StringComparison.Ordinal);
        Assert.Contains("there is htnet-reduced", run.Output, StringComparison.Ordinal);
    }
}
