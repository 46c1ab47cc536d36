using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Recognition.Explanation;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Reporting.Explanations;

/// <summary>Motion maps and evidence as small pictures for a page.</summary>
internal static class EvidencePictures
{
    // Of the lengths of a clip's vectors this share is drawn in full colour, so that one wild pixel does not pale the rest.
    private const double FullColourAt = 0.98;

    /// <summary>Flow in the colour wheel, about the clip's median, since maps scaled to bytes have no other zero.</summary>
    public static ByteImage Motion(MotionMap map)
    {
        var (u, v) = (Centred(map, 0), Centred(map, 1));
        var lengths = u.Zip(v, (x, y) => Math.Sqrt((x * x) + (y * y))).Order().ToArray();
        var full = (float)lengths[(int)(FullColourAt * (lengths.Length - 1))];
        var (width, height) = (map.Shape.Width, map.Shape.Height);
        return ColourWheel.Draw(
            new FlowField(PlaneOf(u, width, height), PlaneOf(v, width, height)),
            full > 0 ? full : 1
        );
    }

    /// <summary>
    /// Evidence over the strain of the map: orange speaks for the class, blue against it, full at <paramref name="scale"/>.
    /// </summary>
    public static ByteImage Evidence(MotionMap? map, EvidenceMap evidence, double scale)
    {
        var picture = new ByteImage(evidence.Width, evidence.Height, 3);
        var ground = Ground(map, evidence);
        for (var i = 0; i < evidence.Values.Length; i++)
        {
            var share = scale > 0 ? Math.Clamp(evidence.Values[i] / scale, -1, 1) : 0;
            var (r, g, b) = share >= 0 ? (224, 84, 0) : (20, 90, 200);
            Blend(picture.Samples.AsSpan(3 * i, 3), ground[i], Math.Abs(share), r, g, b);
        }

        return picture;
    }

    /// <summary>A picture as the source of an image element; pages load nothing from elsewhere.</summary>
    public static string Source(ByteImage picture) =>
        $"data:image/png;base64,{Convert.ToBase64String(Png.Encode(picture))}";

    private static void Blend(Span<byte> pixel, double ground, double share, int r, int g, int b)
    {
        pixel[0] = (byte)(ground + (share * (r - ground)));
        pixel[1] = (byte)(ground + (share * (g - ground)));
        pixel[2] = (byte)(ground + (share * (b - ground)));
    }

    /// <summary>Strain as light grey to grey; plain where there is no map, or one of another size than the input.</summary>
    private static double[] Ground(MotionMap? map, EvidenceMap evidence)
    {
        var ground = new double[evidence.Values.Length];
        Array.Fill(ground, 240);
        var fits = map?.Shape.Width == evidence.Width && map.Shape.Height == evidence.Height;
        var strain = map is null ? -1 : ChannelNames.For(map.Shape.Channels).ToList().IndexOf("strain");
        if (!fits || strain < 0)
        {
            return ground;
        }

        var values = Enumerable
            .Range(0, ground.Length)
            .Select(i => map!.Values[(i * map.Shape.Channels) + strain])
            .ToArray();
        var (low, high) = (values.Min(), values.Max());
        for (var i = 0; i < ground.Length && high > low; i++)
        {
            ground[i] = 244 - (110 * (values[i] - low) / (high - low));
        }

        return ground;
    }

    private static float[] Centred(MotionMap map, int channel)
    {
        var count = map.Values.Length / map.Shape.Channels;
        var values = Enumerable.Range(0, count).Select(i => map.Values[(i * map.Shape.Channels) + channel]).ToArray();
        var median = values.Order().ElementAt(count / 2);
        return [.. values.Select(value => value - median)];
    }

    private static Plane PlaneOf(float[] values, int width, int height)
    {
        var plane = new Plane(width, height);
        values.CopyTo(plane.Samples, 0);
        return plane;
    }
}
