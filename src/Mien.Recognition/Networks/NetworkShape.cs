using Mien.Data.Prepared;

namespace Mien.Recognition.Networks;

/// <summary>What a network is built for: the size of its input and the number of its classes.</summary>
/// <param name="Height">Rows of the motion map, in pixels.</param>
/// <param name="Width">Columns of the motion map, in pixels.</param>
/// <param name="Channels">Channels of the input (3 for u, v, strain).</param>
/// <param name="Classes">Classes told apart, at least 2.</param>
/// <param name="Frames">Maps in time that the network is given; 1 for a single map.</param>
public readonly record struct NetworkShape(int Height, int Width, int Channels, int Classes, int Frames = 1)
{
    /// <summary>The size of the inputs.</summary>
    public MapShape Input => new(Height, Width, Channels, Frames);
}
