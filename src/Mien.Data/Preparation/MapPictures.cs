using Mien.Data.Prepared;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Preparation;

/// <summary>Motion as pictures to look at; networks are fed from the floats.</summary>
internal static class MapPictures
{
    // Fixed scales, so that pictures of two clips can be compared: the 99th percentile of published maps at this size.
    private const float FullFlow = 3;
    private const float FullStrain = 0.3f;
    private const int Gap = 4;

    /// <summary>Red is u, green v (gray 128 is rest, the ends are -3 and 3 pixels), blue strain (full at 0.3).</summary>
    public static ByteImage Draw(MotionMap map)
    {
        var picture = new ByteImage(map.Shape.Width, map.Shape.Height, 3);
        for (var i = 0; i < map.Values.Length; i += 3)
        {
            picture.Samples[i] = ToByte(128 + (127 * map.Values[i] / FullFlow));
            picture.Samples[i + 1] = ToByte(128 + (127 * map.Values[i + 1] / FullFlow));
            picture.Samples[i + 2] = ToByte(255 * map.Values[i + 2] / FullStrain);
        }

        return picture;
    }

    /// <summary>Side by side: onset, apex, flow in the colour wheel (full colour at 3 pixels), strain (white at 0.3).</summary>
    public static ByteImage Sheet(ClipMotion motion)
    {
        var strain = new Plane(motion.Strain!.Width, motion.Strain.Height);
        for (var i = 0; i < strain.Samples.Length; i++)
        {
            strain.Samples[i] = 255 * motion.Strain.Samples[i] / FullStrain;
        }

        ByteImage[] panels =
        [
            ByteImage.FromPlane(motion.Onset!).ToRgb(),
            ByteImage.FromPlane(motion.Apex!).ToRgb(),
            ColourWheel.Draw(motion.Flow!, FullFlow),
            ByteImage.FromPlane(strain).ToRgb(),
        ];
        return Beside(panels);
    }

    private static ByteImage Beside(ByteImage[] panels)
    {
        var (width, height) = (panels[0].Width, panels[0].Height);
        var sheet = new ByteImage((panels.Length * (width + Gap)) - Gap, height, 3);
        Array.Fill(sheet.Samples, (byte)255);
        for (var p = 0; p < panels.Length; p++)
        {
            for (var y = 0; y < height; y++)
            {
                panels[p].Row(y).CopyTo(sheet.Row(y)[(3 * p * (width + Gap))..]);
            }
        }

        return sheet;
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
