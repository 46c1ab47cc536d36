namespace Mien.Data.Datasets;

/// <summary>A file of a listing.</summary>
/// <param name="Path">Relative to the listing's root, "/" between its parts.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ListedFile(string Path, long Length);
