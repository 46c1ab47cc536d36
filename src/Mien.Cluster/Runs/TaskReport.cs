using System.Text.Json;
using Mien.Foundation;

namespace Mien.Cluster.Runs;

/// <summary>What a task did, in a file beside the lists of units: the measure by which later tasks are cut.</summary>
public sealed record TaskReport
{
    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>Units done.</summary>
    public required int Done { get; init; }

    /// <summary>Units failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Mean seconds of a unit on one thread's worker; null when none was done.</summary>
    public double? SecondsPerUnit { get; init; }

    /// <summary>Seconds of the whole task.</summary>
    public required double Seconds { get; init; }

    /// <summary>How often Slurm had started the task before.</summary>
    public required int Restarts { get; init; }

    /// <summary>The folder of the reports on the tasks of a file of lists.</summary>
    public static string FolderOf(string lists) => Path.ChangeExtension(lists, ".reports");

    /// <summary>Reads a report; null when it is not there or damaged.</summary>
    public static TaskReport? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ClusterJson.Default.TaskReport);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the report on a task of a file of lists.</summary>
    public void Write(string lists, int task) =>
        AtomicFile.WriteText(
            Path.Combine(FolderOf(lists), $"{task}.json"),
            JsonSerializer.Serialize(this, ClusterJson.Default.TaskReport) + "\n"
        );
}
