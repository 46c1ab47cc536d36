using Mien.Data.Prepared;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>A map and what it was made of.</summary>
/// <param name="Map">The map.</param>
/// <param name="Line">The words of the provenance line.</param>
/// <param name="Flow">The flow at the crop's size; null for a map of grey values.</param>
/// <param name="Strain">The strain at the crop's size; null for a map of grey values.</param>
internal sealed record MadeMap(MotionMap Map, string Line, FlowField? Flow = null, Plane? Strain = null);
