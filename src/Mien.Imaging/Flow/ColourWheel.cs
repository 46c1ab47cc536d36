using Mien.Imaging.Pictures;

namespace Mien.Imaging.Flow;

/// <summary>
/// The usual picture of a flow field (Baker et al., A Database and Evaluation Methodology for Optical Flow, IJCV 2011): the
/// hue says where to, white means no motion and full colour motion of full scale; beyond that colours darken by a quarter.
/// </summary>
public static class ColourWheel
{
    private const float UnknownAbove = 1e9f;
    private static readonly (int R, int G, int B)[] Colours = MakeWheel();

    /// <summary>Draws a field.</summary>
    /// <param name="flow">The field; vectors that are not finite, or longer than 1e9, are drawn black.</param>
    /// <param name="fullScale">Length in pixels of full colour; null takes the field's longest vector.</param>
    public static ByteImage Draw(FlowField flow, float? fullScale = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (fullScale <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(fullScale), fullScale, "the full scale is a length above 0");
        }

        var scale = fullScale ?? Longest(flow);
        var image = new ByteImage(flow.Width, flow.Height, 3);
        for (var i = 0; i < flow.U.Samples.Length; i++)
        {
            var (u, v) = (flow.U.Samples[i], flow.V.Samples[i]);
            if (IsKnown(u, v))
            {
                Paint(u / scale, v / scale, image.Samples.AsSpan(3 * i, 3));
            }
        }

        return image;
    }

    private static float Longest(FlowField flow)
    {
        double longest = 0;
        for (var i = 0; i < flow.U.Samples.Length; i++)
        {
            var (u, v) = (flow.U.Samples[i], flow.V.Samples[i]);
            if (IsKnown(u, v))
            {
                longest = Math.Max(longest, Math.Sqrt((u * u) + (v * v)));
            }
        }

        return longest > 0 ? (float)longest : 1;
    }

    private static bool IsKnown(float u, float v) => Math.Abs(u) < UnknownAbove && Math.Abs(v) < UnknownAbove;

    private static void Paint(float u, float v, Span<byte> pixel)
    {
        var length = MathF.Sqrt((u * u) + (v * v));
        var place = ((MathF.Atan2(-v, -u) / MathF.PI) + 1) / 2 * (Colours.Length - 1);
        var first = Math.Clamp((int)place, 0, Colours.Length - 1);
        var share = place - first;
        var (a, b) = (Colours[first], Colours[(first + 1) % Colours.Length]);
        pixel[0] = Fade(a.R, b.R, share, length);
        pixel[1] = Fade(a.G, b.G, share, length);
        pixel[2] = Fade(a.B, b.B, share, length);
    }

    private static byte Fade(int a, int b, float share, float length)
    {
        var full = (((1 - share) * a) + (share * b)) / 255;
        var shown = length <= 1 ? 1 - (length * (1 - full)) : full * 0.75f;
        return (byte)(255 * shown);
    }

    /// <summary>55 colours: six arcs, with more steps where the eye tells hues apart better.</summary>
    private static (int, int, int)[] MakeWheel()
    {
        static IEnumerable<int> Rise(int steps) => Enumerable.Range(0, steps).Select(i => 255 * i / steps);
        return
        [
            .. Rise(15).Select(rise => (255, rise, 0)),
            .. Rise(6).Select(rise => (255 - rise, 255, 0)),
            .. Rise(4).Select(rise => (0, 255, rise)),
            .. Rise(11).Select(rise => (0, 255 - rise, 255)),
            .. Rise(13).Select(rise => (rise, 0, 255)),
            .. Rise(6).Select(rise => (255, 0, 255 - rise)),
        ];
    }
}
