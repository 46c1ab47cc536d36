using Mien.Cli.Console;
using Mien.Foundation;

namespace Mien.Cli.Tests;

public sealed class WorkProgressTests
{
    private readonly SetClock _clock = new();

    [Fact]
    public void A_pipe_gets_the_first_and_last_line_of_each_piece_of_work()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new WorkProgress.PlainLines(output, _clock);

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
        var progress = new WorkProgress.PlainLines(output, _clock);

        for (var i = 1; i <= 100; i++)
        {
            progress.Report(new ProgressStep("frames", i, 0));
        }

        Assert.Equal("frames: 1\n", output.ToString());
    }

    [Fact]
    public void Long_work_gets_a_line_every_five_seconds_with_the_time_left()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new WorkProgress.PlainLines(output, _clock);

        foreach (var (done, seconds) in new[] { (0, 0.0), (20, 4.9), (25, 5.0), (40, 9.9), (50, 10.0) })
        {
            _clock.Now = TimeSpan.FromSeconds(seconds);
            progress.Report(new ProgressStep("folds", done, 100));
        }

        Assert.Equal("folds: 0 of 100\nfolds: 25 of 100, 0:15 left\nfolds: 50 of 100, 0:10 left\n", output.ToString());
    }

    /// <summary>Goes only when the test sets it: a stall of the machine must not write a line.</summary>
    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
