namespace Mien.Faces.Tracking;

/// <summary>When a face was in a video.</summary>
/// <param name="Number">The face's number.</param>
/// <param name="First">Time of the first frame it is in, in seconds.</param>
/// <param name="Last">Time of the last frame it is in, in seconds.</param>
/// <param name="Frames">Frames it is in.</param>
public readonly record struct FaceSpan(int Number, double First, double Last, int Frames);
