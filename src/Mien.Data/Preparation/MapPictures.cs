using Mien.Data.Prepared;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>Maps as pictures to look at; networks are fed from the floats.</summary>
internal static class MapPictures
{
    /// <summary>Displacement in pixels that is drawn in full colour: the 99th percentile of published maps at this size.</summary>
    public const float FullFlow = 3;

    /// <summary>Strain that is drawn white.</summary>
    public const float FullStrain = 0.3f;

    /// <summary>
    /// A motion map on a fixed scale, so that two can be compared: red is u, green v (gray 128 is rest, the ends are -3
    /// and 3 pixels), blue strain (full at 0.3). A map of grey values between its own least and greatest. The frames of a
    /// sequence stand side by side.
    /// </summary>
    public static ByteImage Draw(MotionMap map)
    {
        var column = map.Shape.Channels == 1 ? DrawGray(map) : DrawMotion(map);
        return map.Shape.IsSequence ? SideBySide(column, map.Shape) : column;
    }

    /// <summary>Frames that are drawn one under another, in a row.</summary>
    private static ByteImage SideBySide(ByteImage column, MapShape shape)
    {
        var row = new ByteImage(shape.Width * shape.Frames, shape.Height, column.Channels);
        for (var y = 0; y < column.Height; y++)
        {
            var left = y / shape.Height * shape.Width * column.Channels;
            column.Row(y).CopyTo(row.Row(y % shape.Height)[left..]);
        }

        return row;
    }

    private static ByteImage DrawMotion(MotionMap map)
    {
        var picture = new ByteImage(map.Shape.Width, map.Shape.Height * map.Shape.Frames, 3);
        for (var i = 0; i < map.Values.Length; i += 3)
        {
            picture.Samples[i] = ToByte(128 + (127 * map.Values[i] / FullFlow));
            picture.Samples[i + 1] = ToByte(128 + (127 * map.Values[i + 1] / FullFlow));
            picture.Samples[i + 2] = ToByte(255 * map.Values[i + 2] / FullStrain);
        }

        return picture;
    }

    private static ByteImage DrawGray(MotionMap map)
    {
        var (low, high) = (map.Values.Min(), map.Values.Max());
        var scale = high > low ? 255 / (high - low) : 0;
        var samples = Array.ConvertAll(map.Values, value => ToByte((value - low) * scale));
        return new ByteImage(map.Shape.Width, map.Shape.Height * map.Shape.Frames, 1, samples);
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
