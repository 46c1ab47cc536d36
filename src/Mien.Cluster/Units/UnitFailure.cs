using System.Text.Json;
using Mien.Foundation;

namespace Mien.Cluster.Units;

/// <summary>Why a unit has no result: the last fault it ended with. The file goes when the unit is done after all.</summary>
public sealed record UnitFailure
{
    /// <summary>The fault in one line.</summary>
    public required string Message { get; init; }

    /// <summary>The machine it happened on.</summary>
    public required string Machine { get; init; }

    /// <summary>How often the unit has failed so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>The file that keeps it.</summary>
    public static string PathOf(string folder, string unit) =>
        Path.Combine(folder, "cluster", "failures", unit + ".json");

    /// <summary>Reads a unit's failure; null when it has none.</summary>
    public static UnitFailure? TryRead(string folder, string unit)
    {
        var path = PathOf(folder, unit);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ClusterJson.Default.UnitFailure);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Notes that a unit failed once more.</summary>
    public static void Note(string folder, string unit, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var failure = new UnitFailure
        {
            Message = $"{fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}",
            Machine = Environment.MachineName,
            Attempts = (TryRead(folder, unit)?.Attempts ?? 0) + 1,
        };
        AtomicFile.WriteText(
            PathOf(folder, unit),
            JsonSerializer.Serialize(failure, ClusterJson.Default.UnitFailure) + "\n"
        );
    }

    /// <summary>Forgets a unit's failures.</summary>
    public static void Forget(string folder, string unit)
    {
        var path = PathOf(folder, unit);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
