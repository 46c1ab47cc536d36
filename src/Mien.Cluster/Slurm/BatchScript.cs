using System.Text;
using Mien.Cluster.Runs;

namespace Mien.Cluster.Slurm;

/// <summary>
/// The scripts that are handed to <c>sbatch</c>, written so that a person can read them and submit them by hand.
/// </summary>
public static class BatchScript
{
    /// <summary>The script of a job array; task N does the units that the lists deal to it.</summary>
    /// <param name="record">The run.</param>
    /// <param name="title">What the array is, one line.</param>
    /// <param name="tasks">Number of tasks.</param>
    /// <param name="lists">The file that deals units to tasks.</param>
    /// <param name="logs">The folder of the logs.</param>
    public static string ForArray(ClusterRecord record, string title, int tasks, string lists, string logs)
    {
        ArgumentNullException.ThrowIfNull(record);
        var profile = record.Profile;
        var text = Head(record, title);
        Option(text, $"--array=0-{tasks - 1}{(profile.AtOnce > 0 ? $"%{profile.AtOnce}" : "")}");
        Option(text, $"--output=\"{logs}/%A_%a.log\"");
        Option(text, $"--signal=B:USR2@{profile.WarnSeconds}");
        Option(text, $"--cpus-per-task={profile.Cpus}");
        OptionIf(text, "--time", profile.Time);
        OptionIf(text, "--mem", profile.Memory);
        OptionIf(text, "--gres", profile.Gres);
        Lines(text, profile);
        text.Append(
            "# exec: Slurm's warning before the time limit must reach mien, and a shell in between would die of it\n"
        );
        // The task's number is the one word that the shell fills in.
        var words = record
            .Command.ForUnits(lists, "\n", profile.Cpus)
            .Select(word => word == "\n" ? "\"$SLURM_ARRAY_TASK_ID\"" : ShellText.Quote(word));
        return text.Append("exec ").AppendJoin(' ', words).Append('\n').ToString();
    }

    /// <summary>The script of the job that gathers when the arrays have ended, well or not.</summary>
    public static string ForGathering(ClusterRecord record, string title, string logs)
    {
        ArgumentNullException.ThrowIfNull(record);
        var text = Head(record, title);
        Option(text, $"--output=\"{logs}/gather-%j.log\"");
        Option(text, "--cpus-per-task=1");
        OptionIf(text, "--time", record.Profile.Time);
        OptionIf(text, "--mem", record.Profile.Memory);
        Lines(text, record.Profile);
        return text.Append("exec ").Append(ShellText.Join(record.Command.ForGathering(1))).Append('\n').ToString();
    }

    private static StringBuilder Head(ClusterRecord record, string title)
    {
        var text = new StringBuilder("#!/bin/bash\n").Append($"# {title}\n");
        Option(text, $"--job-name={record.JobName}");
        Option(text, "--nodes=1");
        Option(text, "--ntasks=1");
        // A task that is started again goes on from what is in the run folder, and its log goes on too.
        Option(text, "--requeue");
        Option(text, "--open-mode=append");
        OptionIf(text, "--partition", record.Profile.Partition);
        OptionIf(text, "--account", record.Profile.Account);
        OptionIf(text, "--qos", record.Profile.Qos);
        return text;
    }

    private static void Lines(StringBuilder text, SlurmProfile profile)
    {
        foreach (var option in profile.Options)
        {
            Option(text, option);
        }

        foreach (var line in profile.Setup)
        {
            text.Append(line).Append('\n');
        }
    }

    private static void Option(StringBuilder text, string option) =>
        text.Append("#SBATCH ").Append(option).Append('\n');

    private static void OptionIf(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            Option(text, $"{name}={value}");
        }
    }
}
