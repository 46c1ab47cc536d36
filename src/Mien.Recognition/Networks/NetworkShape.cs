namespace Mien.Recognition.Networks;

/// <summary>What a network is built for: the size of its input and the number of its classes.</summary>
/// <param name="Height">Rows of the motion map, in pixels.</param>
/// <param name="Width">Columns of the motion map, in pixels.</param>
/// <param name="Channels">Channels of the input (3 for u, v, strain).</param>
/// <param name="Classes">Classes told apart, at least 2.</param>
public readonly record struct NetworkShape(int Height, int Width, int Channels, int Classes);
