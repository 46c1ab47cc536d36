using Mien.Data.Prepared;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>What preparing a clip gave.</summary>
/// <param name="Map">The map.</param>
/// <param name="Frames">The frames it was made from.</param>
/// <param name="Provenance">One line: every operation with its parameters, in order.</param>
/// <param name="Sheet">The preview; null when none was asked for, or the map came from the cache.</param>
internal sealed record ClipMotion(MotionMap Map, ClipFrames Frames, string Provenance, ByteImage? Sheet);
