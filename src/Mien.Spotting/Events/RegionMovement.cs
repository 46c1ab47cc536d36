using System.Numerics;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Events;

/// <summary>How a region of the face moved from onset to apex.</summary>
/// <param name="Region">Which.</param>
/// <param name="Motion">Pixels of the aligned crop, right and down, without the head's motion.</param>
/// <param name="Deviations">Its length in deviations of what the same face does at rest.</param>
public readonly record struct RegionMovement(FaceRegion Region, Vector2 Motion, double Deviations);
