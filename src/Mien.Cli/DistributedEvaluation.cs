using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Cluster.Commands;
using Mien.Cluster.Executors;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Units;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>One evaluation from request to report, wherever its units are done: here, in processes, or on a cluster.</summary>
/// <param name="request">Reads the data; a machine that cannot is told from a command that is wrong.</param>
/// <param name="folder">The run's folder.</param>
/// <param name="threads">Threads in all.</param>
/// <param name="quiet">Whether to show no progress.</param>
internal sealed class DistributedEvaluation(Func<EvaluationRequest> request, string folder, int threads, bool quiet)
{
    private readonly SlurmCommands _slurm = new(new CommandRunner());

    private ClusterFolder Cluster => new(folder);

    /// <summary>Runs where it was chosen, and ends with the table of scores when the run is complete.</summary>
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
                Open
            );
        }

        if (choice.Finish)
        {
            if (new GatherTask(Cluster, output.WriteLine).GatherOrGoOn(Open(), threads, _slurm, OwnJob.Number()))
            {
                EvaluationJob.WriteReports(RunFolder.Read(folder));
            }

            return CommandLine.Done;
        }

        if (choice.Executor == ExecutorOptions.Slurm)
        {
            return RunOnSlurm(choice, words, output);
        }

        ScoreTable.Write(output, RunHere(choice, words, output));
        return CommandLine.Done;
    }

    private RunFolder RunHere(ExecutorChoice choice, string[] words, TextWriter output)
    {
        if (choice.Gather)
        {
            new GatherTask(Cluster, output.WriteLine).Gather(Open(), threads);
            return Finished();
        }

        if (choice.Executor == ExecutorOptions.InProcess)
        {
            return new EvaluationJob(request(), folder, threads, quiet).Run();
        }

        var command = new WorkCommand { Program = ProgramCopy.Running(), Arguments = words };
        using var interrupt = new Interrupt();
        return WorkProgress.Run(
            quiet,
            progress =>
            {
                new LocalExecutor(command, choice.Processes, threads).Run(Open(), progress, interrupt.Token);
                return Finished();
            }
        );
    }

    private int RunOnSlurm(ExecutorChoice choice, string[] words, TextWriter output)
    {
        var cluster = Cluster;
        SlurmRun.Record(cluster, Open(), CommandFor(choice.Profile, words), choice.Profile, ProgramCopy.Version);
        var run = new SlurmRun(cluster, _slurm, OwnJob.Number());
        var outcome = choice.DryRun ? run.WriteScripts() : run.Advance(asked: true);
        if (outcome.Kind == AdvanceKind.Complete)
        {
            new GatherTask(cluster, output.WriteLine).Gather(Open(), threads);
            EvaluationJob.WriteReports(RunFolder.Read(folder));
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
        ScoreTable.Write(output, RunFolder.Read(folder));
        return CommandLine.Done;
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

    private RunFolder Finished()
    {
        var run = RunFolder.Read(folder);
        EvaluationJob.WriteReports(run);
        return run;
    }

    private EvaluationWork Open() => new(request(), folder);
}
