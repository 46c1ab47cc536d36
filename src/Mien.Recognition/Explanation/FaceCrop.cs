using Mien.Data.Preparation;
using Mien.Data.Synthetic;

namespace Mien.Recognition.Explanation;

/// <summary>Where the face lies in the maps of a set, and whether the set says so.</summary>
/// <param name="Layout">Where it lies.</param>
/// <param name="IsKnown">Whether the set says so; otherwise it is the usual crop of micro-expression datasets.</param>
public sealed record FaceCrop(CropLayout Layout, bool IsKnown)
{
    /// <summary>The crop of prepared folders: what their provenance says, or the usual one.</summary>
    /// <param name="folders">Prepared sets; where they differ in their crop, the usual one is taken.</param>
    public static FaceCrop Of(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var layouts = folders.Select(CropRecord.LayoutOf).Distinct().ToArray();
        return layouts is [{ } known]
            ? new FaceCrop(known, IsKnown: true)
            : new FaceCrop(CropLayout.Tight, IsKnown: false);
    }
}
