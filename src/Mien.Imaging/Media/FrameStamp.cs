namespace Mien.Imaging.Media;

/// <summary>When a frame was shown.</summary>
/// <param name="Index">Frames delivered before it since the start, or since the last seek.</param>
/// <param name="Seconds">Its true time since the first frame of the source, not index over rate.</param>
public readonly record struct FrameStamp(int Index, double Seconds);
