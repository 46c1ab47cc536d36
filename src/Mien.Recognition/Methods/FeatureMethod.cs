using Mien.Data.Prepared;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>
/// A hand-crafted rival: a feature that is computed of each clip, and a classifier. The recipe names both.
/// </summary>
/// <inheritdoc/>
public sealed record FeatureMethod(string Name, string Summary, string Source, Recipe Recipe)
    : Method(Name, Summary, Source, Recipe)
{
    /// <inheritdoc/>
    public override Study Begin(PreparedSet set, Recipe recipe) => new FeatureStudy(set, recipe);
}
