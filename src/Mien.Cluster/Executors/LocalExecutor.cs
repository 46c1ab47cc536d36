using System.Collections.Concurrent;
using System.Diagnostics;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Executors;

/// <summary>
/// Does a work in several processes of this machine: one that is killed or runs out of memory costs the unit under way.
/// </summary>
/// <param name="command">The ordinary command that does the work.</param>
/// <param name="processes">Processes at once.</param>
/// <param name="threads">Threads in all, shared between them.</param>
public sealed class LocalExecutor(WorkCommand command, int processes, int threads)
{
    private const int Attempts = 3;

    // Several tasks a process, so that all end at about the same time.
    private const int TasksPerProcess = 4;

    /// <summary>Does what is missing and gathers in this process.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was finished is kept.</exception>
    /// <exception cref="InvalidOperationException">Units failed, after all others were done; the message names the first and its log.</exception>
    public void Run(IUnitWork work, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(progress);
        var folder = new ClusterFolder(work.Folder);
        for (var attempt = 1; attempt <= Attempts && Missing(work).Length > 0; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            RunMissing(work, folder, progress, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        var missing = Missing(work);
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"{missing.Length} of {work.Units.Count} units failed, the first {missing[0]}: {UnitFailure.TryRead(work.Folder, missing[0])?.Message ?? "its process ended"} (logs are in {folder.Logs})"
            );
        }

        work.Gather(threads);
    }

    private static string[] Missing(IUnitWork work) =>
        [.. Enumerable.Range(0, work.Units.Count).Where(unit => !work.IsDone(unit)).Select(unit => work.Units[unit])];

    private void RunMissing(
        IUnitWork work,
        ClusterFolder folder,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var missing = Missing(work);
        var round = folder.NextRound();
        folder.TryClaimRound(round);
        Directory.CreateDirectory(folder.Logs);
        var deal = Packing.Deal(missing, Math.Min(missing.Length, processes * TasksPerProcess));
        var lists = folder.ListsOf(round, "local");
        TaskLists.Write(lists, deal);
        var tasks = new ConcurrentQueue<int>(Enumerable.Range(0, deal.Count));
        var lanes = Enumerable
            .Range(0, Math.Min(processes, deal.Count))
            .Select(lane =>
                Task.Factory.StartNew(
                    () => RunLane(lane),
                    cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        while (!Task.WaitAll(lanes, TimeSpan.FromSeconds(1)))
        {
            progress.Report(
                new ProgressStep(work.Title, UnitLedger.Look(work.Folder, work.Units).DoneCount, work.Units.Count)
            );
        }

        progress.Report(
            new ProgressStep(work.Title, UnitLedger.Look(work.Folder, work.Units).DoneCount, work.Units.Count)
        );

        void RunLane(int lane)
        {
            using var log = new StreamWriter(Path.Combine(folder.Logs, $"local-{round}-{lane}.log"), append: true)
            {
                AutoFlush = true,
            };
            while (!cancellation.IsCancellationRequested && tasks.TryDequeue(out var task))
            {
                RunProcess(lists, task, log, cancellation);
            }
        }
    }

    private void RunProcess(string lists, int task, StreamWriter log, CancellationToken cancellation)
    {
        var words = command.ForUnits(lists, $"{task}", Math.Max(1, threads / processes)).ToArray();
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var ending = cancellation.Register(() => Terminate(process));
        process.WaitForExit();

        void Write(string? line)
        {
            if (line is not null)
            {
                lock (log)
                {
                    log.WriteLine(line);
                }
            }
        }
    }

    // TERM lets the process keep the state of its units; Process.Kill would not.
    private static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
