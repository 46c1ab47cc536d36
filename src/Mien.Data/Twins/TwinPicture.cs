namespace Mien.Data.Twins;

/// <summary>A file that one frame of a sequence is written to.</summary>
/// <param name="Path">Relative to the twin's root; its ending gives the format.</param>
/// <param name="Edition">The edition as the dataset's reader names it.</param>
/// <param name="IsCropped">Whether only the face is kept.</param>
/// <param name="IsColour">Whether it has colour.</param>
internal readonly record struct TwinPicture(string Path, string Edition, bool IsCropped = false, bool IsColour = true);
