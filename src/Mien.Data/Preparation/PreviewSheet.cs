using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Preparation;

/// <summary>
/// A clip at a glance, side by side: the onset frame with landmarks and crop, the crops of onset and apex, and either the
/// flow in the colour wheel (full colour at 3 pixels) and the strain (white at 0.3), or the map of grey values.
/// </summary>
internal static class PreviewSheet
{
    private const int LeastHeight = 160;
    private const int Gap = 4;
    private static readonly byte[] Outline = [255, 210, 0];
    private static readonly byte[] Dot = [0, 230, 120];

    /// <summary>Draws the sheet.</summary>
    public static ByteImage Draw(ByteImage onset, FaceOnFrame face, CropSeries series, MadeMap made)
    {
        var height = Math.Max(LeastHeight, face.Alignment.Size);
        var panels = new List<ByteImage>
        {
            Whole(onset, face, height),
            Square(ByteImage.FromPlane(series.Crops[0]), height),
            Square(ByteImage.FromPlane(series.Crops[series.Apex]), height),
        };
        if (made.Flow is { } flow)
        {
            panels.Add(Square(ColourWheel.Draw(flow, MapPictures.FullFlow), height));
            panels.Add(Square(Gray(made.Strain!), height));
        }
        else
        {
            panels.Add(Square(MapPictures.Draw(made.Map), height));
        }

        return Beside(panels, height);
    }

    private static ByteImage Whole(ByteImage frame, FaceOnFrame face, int height)
    {
        var scale = (float)height / frame.Height;
        var width = Math.Max(1, (int)MathF.Round(frame.Width * scale));
        var method = scale < 1 ? ResizeMethod.Area : ResizeMethod.Bilinear;
        var panel = Resizer.Resize(frame, width, height, method).ToRgb();
        var corners = Corners(face.Alignment).Select(corner => ToPanel(corner, scale)).ToArray();
        for (var i = 0; i < corners.Length; i++)
        {
            DrawLine(panel, corners[i], corners[(i + 1) % corners.Length]);
        }

        foreach (var point in face.Points)
        {
            Mark(panel, ToPanel(point, scale), Dot);
        }

        return panel;
    }

    private static IEnumerable<Vector2> Corners(FaceAlignment alignment)
    {
        var end = alignment.Size - 0.5f;
        Vector2[] corners = [new(-0.5f, -0.5f), new(end, -0.5f), new(end, end), new(-0.5f, end)];
        return corners.Select(corner => Vector2.Transform(corner, alignment.CropToPicture));
    }

    private static Vector2 ToPanel(Vector2 place, float scale) =>
        ((place + new Vector2(0.5f)) * scale) - new Vector2(0.5f);

    private static void DrawLine(ByteImage panel, Vector2 from, Vector2 to)
    {
        var steps = (int)Math.Clamp(Vector2.Distance(from, to), 1, 10_000);
        for (var i = 0; i <= steps; i++)
        {
            Mark(panel, Vector2.Lerp(from, to, (float)i / steps), Outline);
        }
    }

    private static void Mark(ByteImage panel, Vector2 place, byte[] colour)
    {
        // An outline beyond the frame is drawn on its edge.
        var x = (int)Math.Clamp(MathF.Round(place.X), 0, panel.Width - 1);
        var y = (int)Math.Clamp(MathF.Round(place.Y), 0, panel.Height - 1);
        colour.CopyTo(panel.Pixel(x, y));
    }

    private static ByteImage Gray(Plane strain)
    {
        var gray = new Plane(strain.Width, strain.Height);
        for (var i = 0; i < gray.Samples.Length; i++)
        {
            gray.Samples[i] = 255 * strain.Samples[i] / MapPictures.FullStrain;
        }

        return ByteImage.FromPlane(gray);
    }

    private static ByteImage Square(ByteImage picture, int side) =>
        (picture.Height == side ? picture : Resizer.Resize(picture, side, side, ResizeMethod.Bilinear)).ToRgb();

    private static ByteImage Beside(List<ByteImage> panels, int height)
    {
        var sheet = new ByteImage(panels.Sum(panel => panel.Width + Gap) - Gap, height, 3);
        Array.Fill(sheet.Samples, (byte)255);
        var left = 0;
        foreach (var panel in panels)
        {
            for (var y = 0; y < height; y++)
            {
                panel.Row(y).CopyTo(sheet.Row(y)[(3 * left)..]);
            }

            left += panel.Width + Gap;
        }

        return sheet;
    }
}
