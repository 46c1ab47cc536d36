using System.Numerics;
using Mien.Imaging.Pictures;

namespace Mien.Spotting.Details;

/// <summary>Draws a face as lines between its landmarks, for reports that must not show who it is.</summary>
internal static class LineFace
{
    private static readonly (Range Points, bool IsClosed)[] Strokes =
    [
        (0..17, false),
        (17..22, false),
        (22..27, false),
        (27..31, false),
        (31..36, false),
        (36..42, true),
        (42..48, true),
        (48..60, true),
        (60..68, true),
    ];

    /// <summary>Draws on a picture of any channels.</summary>
    /// <param name="picture">Where to; only the lines are touched.</param>
    /// <param name="points">68 points in its pixels.</param>
    /// <param name="ink">Gray level of the lines.</param>
    public static void Draw(ByteImage picture, ReadOnlySpan<Vector2> points, byte ink)
    {
        foreach (var (range, isClosed) in Strokes)
        {
            var stroke = points[range];
            for (var i = 1; i < stroke.Length; i++)
            {
                Line(picture, stroke[i - 1], stroke[i], ink);
            }

            if (isClosed)
            {
                Line(picture, stroke[^1], stroke[0], ink);
            }
        }
    }

    /// <summary>Dots along the line, each spread over the four pixels around it.</summary>
    private static void Line(ByteImage picture, Vector2 from, Vector2 to, byte ink)
    {
        var steps = Math.Clamp((int)(2 * Vector2.Distance(from, to)) + 1, 1, 4096);
        for (var i = 0; i <= steps; i++)
        {
            var place = Vector2.Lerp(from, to, (float)i / steps);
            var (left, top) = ((int)MathF.Floor(place.X), (int)MathF.Floor(place.Y));
            var (fx, fy) = (place.X - left, place.Y - top);
            Dot(picture, left, top, (1 - fx) * (1 - fy), ink);
            Dot(picture, left + 1, top, fx * (1 - fy), ink);
            Dot(picture, left, top + 1, (1 - fx) * fy, ink);
            Dot(picture, left + 1, top + 1, fx * fy, ink);
        }
    }

    private static void Dot(ByteImage picture, int x, int y, float share, byte ink)
    {
        if ((uint)x >= (uint)picture.Width || (uint)y >= (uint)picture.Height)
        {
            return;
        }

        foreach (ref var sample in picture.Pixel(x, y))
        {
            sample = (byte)(sample + (share * (ink - sample)));
        }
    }
}
