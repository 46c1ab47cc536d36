using System.Globalization;

namespace Mien.Cluster.Slurm;

/// <summary>One line of the queue: a job, or one task of an array.</summary>
/// <param name="Job">The job's number; for a task the array's.</param>
/// <param name="Task">The task's number; null for a job that is no array.</param>
/// <param name="State">Slurm's word, such as PENDING or RUNNING.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="Node">Where it runs; empty when it waits.</param>
public readonly record struct QueueEntry(long Job, int? Task, string State, string Reason, string Node)
{
    /// <summary>The format that <see cref="Parse"/> reads, for <c>squeue --array</c>.</summary>
    public const string Format = "%i|%T|%r|%N";

    /// <summary>Whether it runs now, or is being ended.</summary>
    public bool Runs => State is "RUNNING" or "COMPLETING" or "SUSPENDED" or "STOPPED" or "CONFIGURING";

    /// <summary>Whether it would wait for ever: what it asks for is not to be had, or it was put aside.</summary>
    public bool IsStuck => SlurmAdvice.OnWait(this) is not null;

    /// <summary>Reads the output of <c>squeue</c>.</summary>
    public static IReadOnlyList<QueueEntry> Parse(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(ParseLine)];
    }

    private static IEnumerable<QueueEntry> ParseLine(string line)
    {
        var cells = line.Split('|');
        if (cells.Length != 4)
        {
            return [];
        }

        var id = cells[0].Split('_');
        if (!long.TryParse(id[0], NumberStyles.None, CultureInfo.InvariantCulture, out var job))
        {
            return [];
        }

        return TaskNumbers
            .Parse(id.Length > 1 ? id[1] : "")
            .Select(task => new QueueEntry(job, task, cells[1], cells[2], cells[3]));
    }
}
