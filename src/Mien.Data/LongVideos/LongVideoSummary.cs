namespace Mien.Data.LongVideos;

/// <summary>What was written.</summary>
/// <param name="Videos">Number of videos.</param>
/// <param name="Frames">Frames of all.</param>
/// <param name="Seconds">Length of all.</param>
/// <param name="Micro">Micro-expressions in all.</param>
/// <param name="Macro">Macro-expressions in all.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record LongVideoSummary(int Videos, long Frames, double Seconds, int Micro, int Macro, TimeSpan Elapsed);
