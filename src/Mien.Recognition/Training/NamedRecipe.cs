namespace Mien.Recognition.Training;

/// <summary>A recipe under the name of its file.</summary>
/// <param name="Name">The file's name without <c>.json</c>: letters, digits, dashes, points.</param>
/// <param name="Recipe">The recipe; it names its network.</param>
public sealed record NamedRecipe(string Name, Recipe Recipe);
