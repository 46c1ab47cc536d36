using System.Globalization;

namespace Mien.Cluster.Slurm;

/// <summary>How a job or a task of an array ended, in Slurm's words.</summary>
/// <param name="Job">The job's number; for a task the array's.</param>
/// <param name="Task">The task's number; null for a job that is no array.</param>
/// <param name="State">Slurm's word, such as FAILED, TIMEOUT, OUT_OF_MEMORY, NODE_FAIL.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Signal">The signal that ended it; 0 for none. Slurm gives 53 when it could not open the log.</param>
public readonly record struct JobEnd(long Job, int? Task, string State, int ExitCode, int Signal)
{
    /// <summary>The columns that <see cref="ParseAccounting"/> reads.</summary>
    public const string AccountingColumns = "JobID,State,ExitCode";

    /// <summary>Reads <c>sacct -n -X -P -o JobID,State,ExitCode</c>.</summary>
    public static IReadOnlyList<JobEnd> ParseAccounting(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('|'))
                .Where(cells => cells.Length == 3)
                // "CANCELLED by 1000" is the state of a cancelled job there.
                .SelectMany(cells => Read(cells[0], cells[1].Split(' ')[0], cells[2])),
        ];
    }

    /// <summary>Reads <c>scontrol --oneliner show job</c>.</summary>
    public static IReadOnlyList<JobEnd> ParseControl(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(ControlText.Fields)
                .SelectMany(ReadFields),
        ];
    }

    private static IEnumerable<JobEnd> ReadFields(IReadOnlyDictionary<string, string> fields)
    {
        var job = fields.GetValueOrDefault("ArrayJobId") ?? fields.GetValueOrDefault("JobId") ?? "";
        var task = fields.GetValueOrDefault("ArrayTaskId");
        return Read(
            task is null ? job : $"{job}_{task}",
            fields.GetValueOrDefault("JobState", ""),
            fields.GetValueOrDefault("ExitCode", "0:0")
        );
    }

    private static IEnumerable<JobEnd> Read(string id, string state, string exit)
    {
        var (parts, codes) = (id.Split('_'), exit.Split(':'));
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var job))
        {
            return [];
        }

        _ = int.TryParse(codes[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        _ = int.TryParse(codes[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var signal);
        return TaskNumbers
            .Parse(parts.Length > 1 ? parts[1] : "")
            .Select(task => new JobEnd(job, task, state, code, signal));
    }
}
