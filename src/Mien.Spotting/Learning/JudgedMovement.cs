using Mien.Data.Prepared;
using Mien.Spotting.Events;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Learning;

/// <summary>A movement that may be an expression, with what a network sees of it.</summary>
/// <param name="Found">Where it is.</param>
/// <param name="Kind">What it would be, by its length.</param>
/// <param name="Map">Its motion series.</param>
internal sealed record JudgedMovement(Candidate Found, EventKind Kind, MotionMap Map);
