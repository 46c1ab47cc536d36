using System.Text.Json;
using Mien.Foundation;

namespace Mien.Cluster.Runs;

/// <summary>What a task did, in a file beside its list of units: the measure by which later tasks are cut.</summary>
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

    /// <summary>The report's file for a list of units.</summary>
    public static string PathOf(string list) => System.IO.Path.ChangeExtension(list, ".report.json");

    /// <summary>Reads the report of a list of units; null when there is none.</summary>
    public static TaskReport? TryRead(string list)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(PathOf(list)), ClusterJson.Default.TaskReport);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the report of a list of units.</summary>
    public void Write(string list) =>
        AtomicFile.WriteText(PathOf(list), JsonSerializer.Serialize(this, ClusterJson.Default.TaskReport) + "\n");
}
