using System.Globalization;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Nap;

/// <summary>
/// A work whose units sleep, so that what is measured is what lies around them. A unit sleeps in slices, as a training
/// goes in epochs: asked to stop, it keeps the number of slices that are behind it and goes on from there.
/// </summary>
internal sealed class NapWork(string folder, int units, double seconds) : IUnitWork
{
    private const double Slice = 0.05;

    public string Title => "naps";

    public string Folder { get; } = Path.GetFullPath(folder);

    public IReadOnlyList<string> Units { get; } =
    [.. Enumerable.Range(0, units).Select(unit => $"units/naps-{unit / 1000}/nap-{unit:D5}")];

    public bool IsDone(int unit) => File.Exists(PathOf(unit));

    public IUnitWorker CreateWorker(int threads) => new Sleeper(this);

    public void Gather(int threads) =>
        AtomicFile.Write(
            Path.Combine(Folder, "naps.txt"),
            stream =>
            {
                for (var unit = 0; unit < Units.Count; unit++)
                {
                    stream.Write(File.ReadAllBytes(PathOf(unit)));
                }
            }
        );

    private string PathOf(int unit) => Path.Combine(Folder, Units[unit] + ".json");

    private sealed class Sleeper(NapWork work) : IUnitWorker
    {
        public void Run(int unit, CancellationToken stop)
        {
            if (File.Exists(Path.Combine(work.Folder, $"poison-{unit}")))
            {
                throw new InvalidOperationException($"unit {unit} is poisoned");
            }

            File.Delete(Path.Combine(work.Folder, $"awaited-{unit}"));
            SleepIfDeaf(unit);
            var state = work.PathOf(unit)[..^".json".Length] + ".state";
            var all = (int)Math.Round(work.Seconds / Slice);
            for (var slice = KeptSlices(state); slice < all; slice++)
            {
                Thread.Sleep(TimeSpan.FromSeconds(Slice));
                if (stop.IsCancellationRequested)
                {
                    AtomicFile.WriteText(state, $"{slice + 1}");
                    stop.ThrowIfCancellationRequested();
                }
            }

            AtomicFile.WriteText(work.PathOf(unit), $"{{\"nap\":\"{ContentHash.Of(work.Units[unit])}\"}}\n");
            File.Delete(state);
        }

        public void Dispose() { }

        /// <summary>Once, a unit whose epoch is so long that no signal is looked at before the process is killed.</summary>
        private void SleepIfDeaf(int unit)
        {
            var mark = Path.Combine(work.Folder, $"deaf-{unit}");
            if (File.Exists(mark))
            {
                File.Delete(mark);
                Thread.Sleep(TimeSpan.FromMinutes(5));
            }
        }

        private static int KeptSlices(string state) =>
            File.Exists(state) ? int.Parse(File.ReadAllText(state), CultureInfo.InvariantCulture) : 0;
    }

    private double Seconds { get; } = seconds;
}
