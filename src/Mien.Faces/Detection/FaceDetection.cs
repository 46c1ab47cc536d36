namespace Mien.Faces.Detection;

/// <summary>A face that a cascade found.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Neighbors">How many windows agreed on it; more is surer.</param>
public readonly record struct FaceDetection(FaceBox Box, int Neighbors);
