namespace Mien.Faces.Detection;

/// <summary>One window that passed every stage, in whole pixels of the picture.</summary>
internal readonly record struct WindowHit(int X, int Y, int Width, int Height);
