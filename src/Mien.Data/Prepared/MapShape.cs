namespace Mien.Data.Prepared;

/// <summary>
/// The size of a motion map, or of a sequence of them; values lie frame by frame and row by row, the channels of a pixel
/// side by side (THWC).
/// </summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values a pixel.</param>
/// <param name="Frames">Maps in time; 1 for a single map.</param>
public readonly record struct MapShape(int Height, int Width, int Channels, int Frames = 1)
{
    /// <summary>Number of values.</summary>
    public int Length => Frames * FrameLength;

    /// <summary>Number of values of one frame.</summary>
    public int FrameLength => Height * Width * Channels;

    /// <summary>Whether this is a sequence of maps.</summary>
    public bool IsSequence => Frames > 1;

    /// <summary>The size of one frame.</summary>
    public MapShape Frame => this with { Frames = 1 };

    /// <summary>The sides of a frame.</summary>
    public void Deconstruct(out int height, out int width, out int channels) =>
        (height, width, channels) = (Height, Width, Channels);

    /// <summary>As people write it: <c>28x28x3</c>, or <c>8x28x28x3</c> for eight frames.</summary>
    public override string ToString() =>
        IsSequence ? $"{Frames}x{Height}x{Width}x{Channels}" : $"{Height}x{Width}x{Channels}";
}
