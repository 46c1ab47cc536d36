namespace Mien.Data.Prepared;

/// <summary>The size of a motion map; values lie row by row, the channels of a pixel side by side (HWC).</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values a pixel.</param>
public readonly record struct MapShape(int Height, int Width, int Channels)
{
    /// <summary>Number of values.</summary>
    public int Length => Height * Width * Channels;

    /// <summary>As people write it: <c>28x28x3</c>.</summary>
    public override string ToString() => $"{Height}x{Width}x{Channels}";
}
