namespace Mien.Faces.Tracking;

/// <summary>A stretch of video without a face.</summary>
/// <param name="First">Time of its first frame, in seconds.</param>
/// <param name="Last">Time of its last frame, in seconds.</param>
public readonly record struct FaceGap(double First, double Last);
