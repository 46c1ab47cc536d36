using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Recognition.Explanation;

/// <summary>Where the face lies in the maps of a set, and how that is known.</summary>
/// <param name="Layout">Where it lies.</param>
/// <param name="IsKnown">Whether the set says so; otherwise it is the usual crop of micro-expression datasets.</param>
public sealed record FaceCrop(CropLayout Layout, bool IsKnown)
{
    private const string ProvenanceFile = "provenance.csv";

    /// <summary>
    /// The square around the mean face's 68 landmarks that <c>mien prepare</c> cuts: a fifth of their height above the
    /// brows, a little elsewhere, in millimetres of an average adult face.
    /// </summary>
    private static readonly CropWindow Aligned = new()
    {
        HalfWidth = 83,
        Above = 48,
        Below = 118,
    };

    /// <summary>The crop of prepared folders: what their provenance says, or the usual one.</summary>
    /// <param name="folders">Prepared sets; where they differ in their crop, the usual one is taken.</param>
    public static FaceCrop Of(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return folders.All(IsAligned)
            ? new FaceCrop(CropLayout.Of(Aligned), IsKnown: true)
            : new FaceCrop(CropLayout.Tight, IsKnown: false);
    }

    /// <summary>Whether every map of a folder was cut around landmarks.</summary>
    private static bool IsAligned(string folder)
    {
        var path = Path.Combine(folder, ProvenanceFile);
        if (!File.Exists(path))
        {
            return false;
        }

        var table = CsvTable.Read(path);
        return table.Count > 0
            && table.Has("provenance")
            && Enumerable.Range(0, table.Count).All(row => IsAlignedLine(table[row, "provenance"]));
    }

    private static bool IsAlignedLine(string line) =>
        line.Split('|', StringSplitOptions.TrimEntries)
            .Any(step =>
                step.StartsWith("crop similarity ", StringComparison.Ordinal)
                || step.StartsWith("crop affine ", StringComparison.Ordinal)
                || step.StartsWith("crop none ", StringComparison.Ordinal)
            );
}
