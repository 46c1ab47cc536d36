namespace Mien.Cluster.Slurm;

/// <summary>The text that <c>scontrol</c> prints: <c>Name=value</c> pairs between blanks, or <c>Name = value</c> a line.</summary>
internal static class ControlText
{
    /// <summary>The pairs of one line; of a name that occurs twice, the first.</summary>
    public static IReadOnlyDictionary<string, string> Fields(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The value of a setting of <c>scontrol show config</c>; null when it is not there.</summary>
    public static string? Setting(string config, string name) =>
        config
            .Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(pair => pair.Length == 2 && pair[0] == name)
            ?[1];
}
