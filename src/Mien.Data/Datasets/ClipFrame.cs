namespace Mien.Data.Datasets;

/// <summary>One frame of a clip.</summary>
/// <param name="Number">The number in the file's name, on the same scale as onset, apex and offset.</param>
/// <param name="Path">The picture, as a full path.</param>
/// <param name="Bytes">The file's length.</param>
public readonly record struct ClipFrame(int Number, string Path, long Bytes);
