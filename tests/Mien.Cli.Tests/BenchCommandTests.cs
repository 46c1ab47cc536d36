namespace Mien.Cli.Tests;

public sealed class BenchCommandTests
{
    [Fact]
    public void A_named_measure_is_the_only_one_and_stands_beside_the_peak()
    {
        var run = MienCommand.Run("bench", "gemm", "--threads", "1");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("measured peak", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"gemm +matrix product .* [0-9.]+ (ms|us) +[0-9]+ +[0-9]+ ?%", run.Output);
        Assert.DoesNotContain("tvl1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_measure_is_refused_before_anything_is_measured()
    {
        var run = MienCommand.Run("bench", "gemm", "speed");

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains("'speed' is no measure", run.Error, StringComparison.Ordinal);
    }
}
