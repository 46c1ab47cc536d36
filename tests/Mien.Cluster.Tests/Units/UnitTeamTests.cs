using Mien.Cluster.Executors;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Tests.Units;

public sealed class UnitTeamTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Units_with_a_result_are_not_done_again(int threads)
    {
        var work = new MadeUpWork(_folder.Path, 20);
        work.Finish(3);
        work.Finish(7);

        var outcome = Team(work, TestContext.Current.CancellationToken).Run(threads, new NoProgress());

        Assert.True(outcome.Complete);
        Assert.Equal(18, outcome.Done);
        Assert.Equal(18, work.Runs);
    }

    [Fact]
    public void A_unit_that_fails_costs_no_other_and_is_forgiven_when_it_is_done_after_all()
    {
        var broken = true;
        var work = new MadeUpWork(_folder.Path, 9)
        {
            During = (unit, _) =>
            {
                if (unit == 4 && broken)
                {
                    throw new InvalidOperationException("no such\nweights");
                }
            },
        };

        var outcome = Team(work, TestContext.Current.CancellationToken).Run(2, new NoProgress());

        Assert.Equal(8, outcome.Done);
        Assert.Equal("units/u00004", Assert.Single(outcome.Failed).Key);
        var failure = UnitFailure.TryRead(_folder.Path, "units/u00004")!;
        Assert.Equal(("InvalidOperationException: no such weights", 1), (failure.Message, failure.Attempts));

        broken = false;
        Assert.True(Team(work, TestContext.Current.CancellationToken).Run(2, new NoProgress()).Complete);
        Assert.Null(UnitFailure.TryRead(_folder.Path, "units/u00004"));
    }

    [Fact]
    public void A_machine_that_fails_ends_the_team_and_blames_no_unit()
    {
        var work = new MadeUpWork(_folder.Path, 9)
        {
            During = (unit, _) =>
            {
                if (unit >= 2)
                {
                    throw new IOException("No space left on device");
                }
            },
        };

        var outcome = Team(work, TestContext.Current.CancellationToken).Run(1, new NoProgress());

        Assert.Equal("No space left on device", outcome.MachineFault!.Message);
        Assert.Equal((2, 0, 7), (outcome.Done, outcome.Failed.Count, outcome.Left));
        Assert.Equal(3, work.Runs);
    }

    [Fact]
    public void A_team_that_is_stopped_leaves_the_rest()
    {
        using var stop = new CancellationTokenSource();
        var work = new MadeUpWork(_folder.Path, 9)
        {
            During = (unit, token) =>
            {
                if (unit == 3)
                {
                    stop.Cancel();
                    token.ThrowIfCancellationRequested();
                }
            },
        };

        var outcome = Team(work, stop.Token).Run(1, new NoProgress());

        Assert.Equal((3, 1, 6, 0), (outcome.Done, outcome.Stopped, outcome.Left, outcome.Failed.Count));
    }

    [Fact]
    public void In_process_all_others_are_done_before_a_failure_is_told()
    {
        var work = new MadeUpWork(_folder.Path, 9)
        {
            During = (unit, _) =>
            {
                if (unit == 0)
                {
                    throw new InvalidOperationException("unit 0");
                }
            },
        };

        Assert.Throws<InvalidOperationException>(() =>
            new InProcessExecutor(2).Run(work, new NoProgress(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(8, UnitLedger.Look(_folder.Path, work.Units).DoneCount);
        Assert.False(File.Exists(_folder.In("gathered.txt")));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("units/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("units//twice")]
    [InlineData("with space")]
    [InlineData("")]
    public void A_list_cannot_name_a_file_outside_the_run(string unit) =>
        Assert.Throws<InputFaultException>(() => UnitLedger.Checked(unit, "list.txt"));

    private static UnitTeam Team(MadeUpWork work, CancellationToken stop) =>
        new(work, Enumerable.Range(0, work.Units.Count), stop, _ => { });
}
