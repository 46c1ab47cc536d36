using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// An endless supply of made-up motion maps with their class and action units. A map depends on the root stream and its
/// number alone, so that maps come out the same in any order and on any number of threads; every thread needs a source of
/// its own.
/// </summary>
public interface IMotionSource
{
    /// <summary>The maps' size: channels u, v, strain.</summary>
    MapShape Shape { get; }

    /// <summary>The class names.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Makes the map of a number; its class is random, all classes equally often.</summary>
    /// <param name="root">The stream from which all maps of this supply derive.</param>
    /// <param name="number">Which map.</param>
    /// <param name="map">Receives the HWC values.</param>
    /// <param name="actionUnits">Receives 1 for units shown and 0 for others, order of <see cref="ActionUnitSides"/>.</param>
    /// <returns>The class.</returns>
    int Make(RandomStream root, ulong number, Span<float> map, Span<float> actionUnits);
}
