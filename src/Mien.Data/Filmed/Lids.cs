namespace Mien.Data.Filmed;

/// <summary>How far the lids are shut in the two frames of a clip, 0 to 1.</summary>
/// <param name="Before">In the onset frame.</param>
/// <param name="After">In the apex frame.</param>
internal readonly record struct Lids(float Before, float After);
