using System.Diagnostics;
using System.Text.RegularExpressions;
using Mien.Cluster.Executors;
using Mien.Cluster.Nap;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.OnSlurm;

/// <summary>A run of sleeping units on a test cluster, and the questions that tests ask of it.</summary>
internal sealed partial class NapRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Folder _folder = new();
    private readonly NapWork _work;

    public NapRun(SlurmCluster cluster, int units, double seconds, SlurmProfile profile)
    {
        Cluster = cluster;
        Folder = new ClusterFolder(_folder.In("run"));
        _work = new NapWork(Folder.Run, units, seconds);
        var command = new WorkCommand
        {
            Program =
            [
                Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
                    ? Environment.ProcessPath!
                    : "dotnet",
                typeof(NapWork).Assembly.Location,
            ],
            Arguments = [Folder.Run, $"{units}", $"{seconds}"],
        };
        SlurmRun.Record(Folder, _work, command, profile, "test");
    }

    public SlurmCluster Cluster { get; }

    public ClusterFolder Folder { get; }

    public string Gathered => Path.Combine(Folder.Run, "naps.txt");

    public AdvanceOutcome Advance() => new SlurmRun(Folder, Cluster.Slurm, ownJob: null).Advance(asked: true);

    // All nodes are this machine, so nothing is seen late.
    public void Await() =>
        new SlurmExecutor(Folder, Cluster.Slurm, TimeSpan.FromSeconds(3)).Await(
            new NoProgress(),
            TestContext.Current.CancellationToken
        );

    /// <summary>The first running task that is on the node, or on any.</summary>
    public QueueEntry RunningTask(string node = "")
    {
        QueueEntry found = default;
        Until(() =>
        {
            found = Queue()
                .FirstOrDefault(entry =>
                    entry.State == "RUNNING" && entry.Task is not null && (node.Length == 0 || entry.Node == node)
                );
            return found.Job > 0;
        });
        return found;
    }

    public IReadOnlyList<QueueEntry> Queue() => Cluster.Slurm.Queue(Folder.ReadRecord().JobName);

    public static void Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!HasCome(condition))
        {
            Assert.True(clock.Elapsed < Patience, "what was waited for did not come");
            Thread.Sleep(100);
        }
    }

    // A controller that does not answer once, or a log that is not there yet, is asked again.
    private static bool HasCome(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What the same units give in this process.</summary>
    public byte[] Expected()
    {
        using var folder = new Folder();
        var work = new NapWork(folder.Path, _work.Units.Count, 0);
        new InProcessExecutor(2).Run(work, new NoProgress(), TestContext.Current.CancellationToken);
        return File.ReadAllBytes(folder.In("naps.txt"));
    }

    /// <summary>How often each unit was brought to its end, from the logs.</summary>
    public IReadOnlyDictionary<string, int> TimesDone() =>
        Logs()
            .SelectMany(log => DoneLine().Matches(log).Select(line => line.Groups["unit"].Value))
            .CountBy(unit => unit)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public IEnumerable<string> Logs() =>
        Directory.EnumerateFiles(Folder.Logs).Order(StringComparer.Ordinal).Select(File.ReadAllText);

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"^(?<unit>units/\S+) done in", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DoneLine();
}
