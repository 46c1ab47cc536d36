using Mien.Data.Prepared;
using Mien.Recognition.Features;
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
    public override bool NeedsSequences(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe.Features.Length > 0 && FeatureDefinition.Parse(recipe.Features).NeedsSequences;
    }

    /// <inheritdoc/>
    public override Study Begin(PreparedSet set, Recipe recipe) => new FeatureStudy(set, recipe);
}
