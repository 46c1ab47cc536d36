using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>The file <c>splits.json</c>: how the samples were dealt to folds.</summary>
public sealed record RunSplits
{
    /// <summary>The protocol's name, such as <c>loso</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether the protocol lets test content into training by design (clips or frames instead of subjects).</summary>
    public required bool Leaky { get; init; }

    /// <summary>All samples; folds name them by their place in this list, from 0.</summary>
    public required SplitItem[] Items { get; init; }

    /// <summary>The folds; empty when nothing was trained.</summary>
    public required SplitFold[] Folds { get; init; }

    /// <summary>
    /// Whether silence means that nothing was fitted or chosen, as in splits.json; false for tables that cannot say so.
    /// </summary>
    [JsonIgnore]
    public bool Complete { get; init; } = true;

    /// <summary>Reads <c>splits.json</c>.</summary>
    public static RunSplits Read(string path) => RunJson.Read(path, RunJson.Default.RunSplits);

    /// <summary>Writes <c>splits.json</c>.</summary>
    public void Write(string path) => RunJson.Write(path, this, RunJson.Default.RunSplits);
}
