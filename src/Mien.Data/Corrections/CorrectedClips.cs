using Mien.Data.Datasets;

namespace Mien.Data.Corrections;

/// <summary>Clips after correction, and what was changed.</summary>
/// <param name="Set">The name of the correction set.</param>
/// <param name="Clips">All clips in their old order.</param>
/// <param name="Applied">The changes, to be recorded with whatever is computed from the clips.</param>
public sealed record CorrectedClips(string Set, IReadOnlyList<Clip> Clips, IReadOnlyList<AppliedCorrection> Applied);
