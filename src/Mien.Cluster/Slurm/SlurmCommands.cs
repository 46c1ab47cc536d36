using System.Globalization;
using Mien.Cluster.Commands;
using Mien.Foundation;

namespace Mien.Cluster.Slurm;

/// <summary>The commands of Slurm that Mien uses: sbatch, squeue, scontrol, sacct, scancel.</summary>
/// <param name="runner">Runs them.</param>
public sealed class SlurmCommands(ICommandRunner runner)
{
    private const int DefaultMaxArraySize = 1001;

    /// <summary>Submits a script.</summary>
    /// <param name="script">Its path.</param>
    /// <param name="options">Options before the script's own, such as a dependency.</param>
    /// <returns>The job's number.</returns>
    /// <exception cref="InputFaultException">Slurm refused it, or is not there.</exception>
    public long Submit(string script, params string[] options)
    {
        var result = runner.Run("sbatch", ["--parsable", .. options, script]);
        // In a federation the number is followed by the cluster's name.
        var number = result.Output.Trim().Split(';')[0];
        return result.Succeeded && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var job)
            ? job
            : throw new InputFaultException(SlurmAdvice.OnRefusal(result.Complaint, script));
    }

    /// <summary>All jobs of a name that wait or run, a line for each task.</summary>
    /// <exception cref="IOException">The controller does not answer.</exception>
    public IReadOnlyList<QueueEntry> Queue(string jobName)
    {
        var result = runner.Run(
            "squeue",
            ["--noheader", "--array", $"--name={jobName}", $"--format={QueueEntry.Format}"]
        );
        return result.Succeeded
            ? QueueEntry.Parse(result.Output)
            : throw new IOException($"squeue does not answer ({result.Complaint})");
    }

    /// <summary>How a job's tasks ended, as far as Slurm still knows: from its accounting, else from the controller's memory.</summary>
    public IReadOnlyList<JobEnd> Ends(long job)
    {
        // Without a job's number sacct looks at today only and floods the database.
        var accounting = TryRun(
            "sacct",
            "--noheader",
            "--allocations",
            "--parsable2",
            $"--jobs={job}",
            $"--format={JobEnd.AccountingColumns}"
        );
        if (accounting is { Succeeded: true } && accounting.Value.Output.Trim().Length > 0)
        {
            return JobEnd.ParseAccounting(accounting.Value.Output);
        }

        var control = TryRun("scontrol", "--oneliner", "show", "job", $"{job}");
        return control is { Succeeded: true } ? JobEnd.ParseControl(control.Value.Output) : [];
    }

    /// <summary>The largest number of tasks that an array may have.</summary>
    public int MaxArrayTasks()
    {
        var size = ControlText.Setting(runner.Run("scontrol", ["show", "config"]).Output, "MaxArraySize");
        return int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? most
            : DefaultMaxArraySize;
    }

    /// <summary>Ends jobs.</summary>
    public void Cancel(IReadOnlyCollection<long> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        if (jobs.Count > 0)
        {
            runner.Run("scancel", [.. jobs.Select(job => $"{job}")]);
        }
    }

    /// <summary>Puts a task back into the queue; it is ended and started again.</summary>
    /// <param name="id">The task as ARRAY_TASK.</param>
    /// <returns>Null, or what Slurm said against it.</returns>
    public string? Requeue(string id)
    {
        var result = runner.Run("scontrol", ["requeue", id]);
        return result.Succeeded ? null : result.Complaint;
    }

    /// <summary>Keeps a waiting task away from a node, besides those that it is kept away from already.</summary>
    /// <returns>Null, or what Slurm said against it.</returns>
    public string? AvoidNode(string id, string node)
    {
        var job = ControlText.Fields(runner.Run("scontrol", ["--oneliner", "show", "job", id]).Output);
        var known = job.GetValueOrDefault("ExcNodeList", "(null)");
        var nodes = known == "(null)" ? node : $"{known},{node}";
        var result = runner.Run("scontrol", ["update", $"JobId={id}", $"ExcNodeList={nodes}"]);
        return result.Succeeded ? null : result.Complaint;
    }

    private CommandResult? TryRun(string program, params string[] arguments)
    {
        try
        {
            return runner.Run(program, arguments);
        }
        catch (InputFaultException)
        {
            // Sites without accounting often have no sacct either; the controller is asked instead.
            return null;
        }
    }
}
