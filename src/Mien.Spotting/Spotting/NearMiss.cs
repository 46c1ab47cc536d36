using Mien.Spotting.Events;

namespace Mien.Spotting.Spotting;

/// <summary>A movement that would have been an expression had it stood out further.</summary>
/// <param name="Kind">What it would have been.</param>
/// <param name="Seconds">Time of its apex.</param>
/// <param name="Score">How far it stood out, in the deviations in which events of its kind are told.</param>
internal readonly record struct NearMiss(EventKind Kind, double Seconds, double Score);
