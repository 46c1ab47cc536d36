namespace Mien.Data.Prepared;

/// <summary>
/// The motion from onset to apex as a picture: horizontal flow u (right is positive), vertical flow v (down is
/// positive) and optical strain, in this order. Maps from 8-bit PNG hold 0..255, every channel scaled by itself; maps
/// from NPY hold what was stored. A sequence holds several such pictures in time: the motion from the onset to frame after
/// frame, or grey crops.
/// </summary>
public sealed class MotionMap
{
    /// <summary>Wraps values; they are not copied.</summary>
    /// <param name="shape">Height, width, channels and frames, all positive.</param>
    /// <param name="values">THWC order, exactly as many as the shape has.</param>
    public MotionMap(MapShape shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Frames);
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill a map of {shape}.", nameof(values));
        }

        Shape = shape;
        Values = values;
    }

    /// <summary>Height, width, channels, frames.</summary>
    public MapShape Shape { get; }

    /// <summary>The values, THWC.</summary>
    public float[] Values { get; }

    /// <summary>One value of a frame.</summary>
    public float this[int frame, int y, int x, int channel] =>
        Values[(((((frame * Shape.Height) + y) * Shape.Width) + x) * Shape.Channels) + channel];

    /// <summary>One value of the first frame.</summary>
    public float this[int y, int x, int channel] => Values[(((y * Shape.Width) + x) * Shape.Channels) + channel];
}
