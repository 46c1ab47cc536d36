using System.Diagnostics;
using System.Globalization;
using Mien.Cluster.Executors;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Status;
using Mien.Foundation;

namespace Mien.Cluster.Nap;

/// <summary>Takes the figures of docs/scale.md.</summary>
internal static class Measurement
{
    public static void Take(string mode, NapWork work, string[] args, SlurmCommands slurm, int threads)
    {
        var folder = new ClusterFolder(args[0]);
        var clock = Stopwatch.StartNew();
        if (mode == "--slurm")
        {
            OnSlurm(folder, work, args, slurm);
        }
        else if (mode == "--here")
        {
            new InProcessExecutor(threads).Run(work, new MemoryWatch(), CancellationToken.None);
        }
        else
        {
            var status = RunStatus.Look(folder, slurm);
            Console.WriteLine($"{status.Count(UnitState.Done)} done, {status.JobsUnderWay} tasks in the queue");
        }

        Console.WriteLine(
            $"{clock.Elapsed.TotalSeconds:F1} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
        );
    }

    private static void OnSlurm(ClusterFolder folder, NapWork work, string[] args, SlurmCommands slurm)
    {
        var command = new WorkCommand { Program = ProgramCopy.Into(folder), Arguments = args[..3] };
        var profile = new SlurmProfile { AtOnce = int.Parse(args[4], CultureInfo.InvariantCulture) };
        SlurmRun.Record(folder, work, command, profile, ProgramCopy.Version);
        new SlurmRun(folder, slurm, ownJob: null).Advance(asked: true);
        new SlurmExecutor(folder, slurm).Await(new MemoryWatch(), CancellationToken.None);
    }

    /// <summary>Prints the memory in use at every tenth of the way.</summary>
    private sealed class MemoryWatch : IProgress<ProgressStep>
    {
        private long _tenth = -1;

        public void Report(ProgressStep value)
        {
            var tenth = value.Done * 10 / value.Total;
            if (Interlocked.Exchange(ref _tenth, tenth) != tenth)
            {
                Console.WriteLine($"{value.Done} of {value.Total}: {Environment.WorkingSet >> 20} MiB");
            }
        }
    }
}
