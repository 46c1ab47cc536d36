using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

/// <summary>
/// A made-up pair of textured pictures with a known smooth field between them, all by formula, so that golden/pair.py makes
/// the same bytes: a sum of plane waves with fixed directions and phases, read at the place that the field points back to.
/// </summary>
internal static class WarpedPair
{
    /// <summary>Both pictures, rounded to bytes, and the field from the first to the second.</summary>
    public static (Plane First, Plane Second, FlowField Truth) Make(int width, int height, double amplitude = 1.5)
    {
        var (first, second) = (new Plane(width, height), new Plane(width, height));
        var truth = new FlowField(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // The field is given on the first picture, so that one is the texture moved and the second the texture.
                var u = amplitude * Math.Sin(2 * Math.PI * y / height) * Math.Cos(Math.PI * x / width);
                var v = amplitude * 0.7 * Math.Cos(2 * Math.PI * x / width) * Math.Sin(Math.PI * y / height);
                (truth.U[x, y], truth.V[x, y]) = ((float)u, (float)v);
                first[x, y] = Texture(x + u, y + v);
                second[x, y] = Texture(x, y);
            }
        }

        return (first, second, truth);
    }

    private static float Texture(double x, double y)
    {
        double sum = 0;
        for (var k = 0; k < 24; k++)
        {
            // Wave lengths from 4 to 40 pixels; directions and phases spread by the golden angle.
            var angle = 2.399963229728653 * k;
            var frequency = 2 * Math.PI / (4 + (1.565 * k));
            sum += Math.Sin((frequency * ((x * Math.Cos(angle)) + (y * Math.Sin(angle)))) + (1.7 * k * k));
        }

        return (float)Math.Clamp(Math.Floor(127.5 + (24 * sum)), 0, 255);
    }
}
