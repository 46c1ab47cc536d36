using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Cluster.Commands;
using Mien.Cluster.Executors;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Foundation;

namespace Mien.Cli;

/// <summary>A job from its units to its reports, wherever the units are done: here, in processes, or on a cluster.</summary>
/// <param name="job">The job.</param>
/// <param name="folder">The run's folder.</param>
/// <param name="threads">Threads in all.</param>
/// <param name="quiet">Whether to show no progress.</param>
internal sealed class DistributedWork(IWorkJob job, string folder, int threads, bool quiet)
{
    private readonly SlurmCommands _slurm = new(new CommandRunner());

    private ClusterFolder Cluster => new(folder);

    /// <summary>Runs where it was chosen, and ends with what the job shows when it is complete.</summary>
    /// <param name="choice">Where and how far.</param>
    /// <param name="words">The command as every machine understands it.</param>
    /// <param name="output">For results.</param>
    /// <returns>The exit code.</returns>
    public int Run(ExecutorChoice choice, string[] words, TextWriter output)
    {
        if (choice.Units is { } lists)
        {
            return new UnitTask(_slurm, SlurmTask.FromEnvironment(), output.WriteLine).Run(
                lists,
                choice.Task,
                threads,
                job.Open
            );
        }

        if (choice.Finish)
        {
            if (new GatherTask(Cluster, output.WriteLine).GatherOrGoOn(job.Open(), threads, _slurm, OwnJob.Number()))
            {
                job.WriteReports();
            }

            return CommandLine.Done;
        }

        if (choice.Executor == ExecutorOptions.Slurm)
        {
            return RunOnSlurm(choice, words, output);
        }

        RunHere(choice, words, output);
        job.WriteReports();
        return job.Show(output);
    }

    private void RunHere(ExecutorChoice choice, string[] words, TextWriter output)
    {
        if (choice.Gather)
        {
            new GatherTask(Cluster, output.WriteLine).Gather(job.Open(), threads);
            return;
        }

        if (choice.Executor == ExecutorOptions.InProcess)
        {
            job.RunHere();
            return;
        }

        var command = new WorkCommand { Program = ProgramCopy.Running(), Arguments = words };
        using var interrupt = new Interrupt();
        WorkProgress.Run(
            quiet,
            progress =>
            {
                new LocalExecutor(command, choice.Processes, threads).Run(job.Open(), progress, interrupt.Token);
                return true;
            }
        );
    }

    private int RunOnSlurm(ExecutorChoice choice, string[] words, TextWriter output)
    {
        var cluster = Cluster;
        SlurmRun.Record(cluster, job.Open(), CommandFor(choice.Profile, words), choice.Profile, ProgramCopy.Version);
        var run = new SlurmRun(cluster, _slurm, OwnJob.Number());
        var outcome = choice.DryRun ? run.WriteScripts() : Submit(run, cluster);
        if (outcome.Kind == AdvanceKind.Complete)
        {
            new GatherTask(cluster, output.WriteLine).Gather(job.Open(), threads);
            job.WriteReports();
        }
        else
        {
            SubmissionText.Write(output, outcome, cluster.Run);
        }

        if (choice.DryRun || (!choice.Wait && outcome.Kind != AdvanceKind.Complete))
        {
            return CommandLine.Done;
        }

        Await(cluster);
        return job.Show(output);
    }

    // Settings that Slurm never took must not come back by themselves in the next command.
    private static AdvanceOutcome Submit(SlurmRun run, ClusterFolder cluster)
    {
        try
        {
            return run.Advance(asked: true);
        }
        catch (InputFaultException) when (!cluster.WasSubmitted)
        {
            cluster.Forget();
            throw;
        }
    }

    private void Await(ClusterFolder cluster)
    {
        using var interrupt = new Interrupt();
        try
        {
            WorkProgress.Run(
                quiet,
                progress =>
                {
                    new SlurmExecutor(cluster, _slurm).Await(progress, interrupt.Token);
                    return true;
                }
            );
        }
        catch (OperationCanceledException fault)
        {
            throw new OperationCanceledException(
                $"watching was ended, the jobs go on: 'mien cluster status {cluster.Run}' shows how far they are",
                fault
            );
        }
    }

    private WorkCommand CommandFor(SlurmProfile profile, string[] words) =>
        new()
        {
            Program =
                profile.Program.Length > 0
                    ? ProgramCopy.Published(profile.Program, ProgramCopy.Version, new CommandRunner())
                    : ProgramCopy.Into(Cluster),
            Arguments = words,
        };
}
