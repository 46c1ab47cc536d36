using Mien.Data.Prepared;

namespace Mien.Data.Preparation;

/// <summary>What became of a preparation.</summary>
/// <param name="Set">The clips that could be prepared; null when there were none.</param>
/// <param name="FromCache">How many of them were taken from the cache.</param>
/// <param name="LeftOut">Clips that a label set drops, with the reason.</param>
/// <param name="Failed">Clips that could not be prepared, with one sentence each.</param>
/// <param name="Frames">The frames that each prepared clip's map was made from.</param>
public sealed record PreparationReport(
    PreparedSet? Set,
    int FromCache,
    IReadOnlyList<(string Clip, string Reason)> LeftOut,
    IReadOnlyList<(string Clip, string Sentence)> Failed,
    IReadOnlyList<(string Clip, ClipFrames Frames)> Frames
);
