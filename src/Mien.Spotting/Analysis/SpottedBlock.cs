using Mien.Spotting.Events;

namespace Mien.Spotting.Analysis;

/// <summary>What was spotted in a stretch of time.</summary>
/// <param name="End">Up to when, in seconds.</param>
/// <param name="Events">Expressions, in the order of time.</param>
/// <param name="Blinks">Blinks, in the order of time.</param>
public sealed record SpottedBlock(double End, IReadOnlyList<FaceEvent> Events, IReadOnlyList<FaceBlink> Blinks);
