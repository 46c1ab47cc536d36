namespace Mien.Data.Twins;

/// <summary>Where the head is in one frame.</summary>
/// <param name="Right">Pixels to the right of rest.</param>
/// <param name="Down">Pixels below rest.</param>
/// <param name="Roll">Rotation about the neck, radians.</param>
internal readonly record struct FacePose(float Right, float Down, float Roll);
