using Mien.Cluster.Commands;
using Mien.Cluster.Executors;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.Slurm;

/// <summary>Watching a run, with Slurm's answers made up: its queue is empty from the start.</summary>
public sealed class SlurmExecutorTests : IDisposable
{
    private readonly Folder _temporary = new();
    private readonly ClusterFolder _folder;

    public SlurmExecutorTests()
    {
        _folder = new ClusterFolder(_temporary.Path);
        var work = new MadeUpWork(_temporary.Path, 2);
        SlurmRun.Record(_folder, work, new WorkCommand { Program = ["p"], Arguments = [] }, new SlurmProfile(), "1");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Files_that_are_seen_after_the_queue_is_empty_are_waited_for()
    {
        var slurm = new EmptyQueue(look: 4, () => File.WriteAllText(_folder.GatheredFile, ""));

        Await(slurm, TimeSpan.FromMinutes(5));

        Assert.Equal(4, slurm.Looks);
    }

    [Fact]
    public void What_is_not_seen_in_time_is_told_as_missing()
    {
        var slurm = new EmptyQueue(look: 1, () => { });

        var fault = Assert.Throws<InvalidOperationException>(() => Await(slurm, TimeSpan.FromMilliseconds(1)));

        Assert.Contains("2 of 2 units have no result", fault.Message, StringComparison.Ordinal);
    }

    private void Await(EmptyQueue slurm, TimeSpan sightLimit) =>
        new SlurmExecutor(_folder, new SlurmCommands(slurm), sightLimit).Await(
            new NoProgress(),
            TestContext.Current.CancellationToken
        );

    /// <summary>Does something when it is looked at so many times.</summary>
    private sealed class EmptyQueue(int look, Action then) : ICommandRunner
    {
        public int Looks { get; private set; }

        public CommandResult Run(string program, IReadOnlyList<string> arguments)
        {
            if (program == "squeue" && ++Looks == look)
            {
                then();
            }

            return new CommandResult(0, "", "");
        }
    }
}
