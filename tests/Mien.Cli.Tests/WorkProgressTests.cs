using Mien.Cli.Console;
using Mien.Foundation;

namespace Mien.Cli.Tests;

public sealed class WorkProgressTests
{
    [Fact]
    public void A_pipe_gets_the_first_and_last_line_of_each_piece_of_work()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new WorkProgress.PlainLines(output);

        for (var i = 0; i <= 100; i++)
        {
            progress.Report(new ProgressStep("folds", i, 100));
        }

        Assert.Equal("folds: 0 of 100\nfolds: 100 of 100\n", output.ToString());
    }

    [Fact]
    public void Work_without_a_known_end_gets_no_line_a_step()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new WorkProgress.PlainLines(output);

        for (var i = 1; i <= 100; i++)
        {
            progress.Report(new ProgressStep("frames", i, 0));
        }

        Assert.Equal("frames: 1\n", output.ToString());
    }
}
