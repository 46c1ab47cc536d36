using System.Numerics;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Events;

/// <summary>How far a region of the face is from its rest at an apex.</summary>
/// <param name="Region">Which.</param>
/// <param name="Motion">Pixels of the aligned crop, right and down, without the head's motion.</param>
/// <param name="Deviations">Its length in deviations of what the same face does at rest.</param>
public readonly record struct RegionMovement(FaceRegion Region, Vector2 Motion, double Deviations);
