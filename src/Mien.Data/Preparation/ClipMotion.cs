using Mien.Data.Prepared;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>What preparing a clip gave.</summary>
/// <param name="Map">u, v and strain.</param>
/// <param name="Provenance">One line: every operation with its parameters, in order.</param>
/// <param name="Onset">The crop of the onset frame; null when the map came from the cache.</param>
/// <param name="Apex">The crop of the apex frame; null when the map came from the cache.</param>
/// <param name="Flow">The flow at the crop's size; null when the map came from the cache.</param>
/// <param name="Strain">The strain at the crop's size; null when the map came from the cache.</param>
internal sealed record ClipMotion(
    MotionMap Map,
    string Provenance,
    Plane? Onset,
    Plane? Apex,
    FlowField? Flow,
    Plane? Strain
);
