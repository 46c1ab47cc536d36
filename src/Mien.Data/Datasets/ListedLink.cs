namespace Mien.Data.Datasets;

/// <summary>A symbolic link of a listing.</summary>
/// <param name="Path">Relative to the listing's root.</param>
/// <param name="Target">What it names, as written.</param>
/// <param name="Leaves">Whether that lies outside the root.</param>
internal readonly record struct ListedLink(string Path, string Target, bool Leaves);
