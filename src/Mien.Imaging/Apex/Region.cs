namespace Mien.Imaging.Apex;

/// <summary>A rectangle of pixels: columns X to X + Width - 1, rows Y to Y + Height - 1.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
public readonly record struct Region(int X, int Y, int Width, int Height);
