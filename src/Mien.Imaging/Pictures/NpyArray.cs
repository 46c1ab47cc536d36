namespace Mien.Imaging.Pictures;

/// <summary>An array from a .npy file: its sides, slowest first, and its values in C order (the last index runs fastest).</summary>
/// <typeparam name="T">float or byte.</typeparam>
/// <param name="Shape">The sides.</param>
/// <param name="Values">As many values as the sides multiply to.</param>
public sealed record NpyArray<T>(IReadOnlyList<int> Shape, T[] Values);
