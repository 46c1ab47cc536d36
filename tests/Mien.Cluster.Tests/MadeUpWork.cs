using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Tests;

/// <summary>Units that are done at once, or as the test says.</summary>
internal sealed class MadeUpWork(string folder, int units) : IUnitWork
{
    private int _runs;

    public string Title => "made up";

    public string Folder { get; } = folder;

    public IReadOnlyList<string> Units { get; } = [.. Enumerable.Range(0, units).Select(unit => $"units/u{unit:D5}")];

    public int Runs => _runs;

    public Action<int, CancellationToken> During { get; init; } = (_, _) => { };

    public bool IsDone(int unit) => File.Exists(PathOf(unit));

    public IUnitWorker CreateWorker(int threads) => new Worker(this);

    public void Gather(int threads) => AtomicFile.WriteText(Path.Combine(Folder, "gathered.txt"), $"{Units.Count}");

    public void Finish(int unit) => AtomicFile.WriteText(PathOf(unit), "{}");

    private string PathOf(int unit) => Path.Combine(Folder, Units[unit] + ".json");

    private sealed class Worker(MadeUpWork work) : IUnitWorker
    {
        public void Run(int unit, CancellationToken stop)
        {
            Interlocked.Increment(ref work._runs);
            work.During(unit, stop);
            work.Finish(unit);
        }

        public void Dispose() { }
    }
}
