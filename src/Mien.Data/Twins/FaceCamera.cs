using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Twins;

/// <summary>
/// Films a drawn face: moves its texture by expression and head pose, closes its lids, lays it over the wall and adds the
/// camera's noise. Sampling is Catmull-Rom, so that texture stays as sharp while it moves as it is at rest.
/// </summary>
internal sealed class FaceCamera(FaceTexture texture, float noise)
{
    private const int NoiseTable = 1 << 16;
    private static readonly float[] Noise = MakeNoise();

    /// <summary>One frame.</summary>
    /// <param name="motions">Skin motions with their strength in this frame, 0 to 1.</param>
    /// <param name="blink">How far the lids are shut, 0 to 1.</param>
    /// <param name="pose">Where the head is.</param>
    /// <param name="gain">Brightness of the lamp, about 1.</param>
    /// <param name="random">What the camera's noise is drawn from.</param>
    /// <param name="isColour">Three channels instead of grey.</param>
    public ByteImage Film(
        IReadOnlyList<(SkinMotion Motion, float Strength)> motions,
        float blink,
        FacePose pose,
        float gain,
        RandomStream random,
        bool isColour
    )
    {
        var view = texture.View;
        var image = new ByteImage(view.Width, view.Height, isColour ? 3 : 1);
        var (sin, cos) = MathF.SinCos(-pose.Roll);
        var (pivotX, pivotY) = (view.CentreX, view.CentreY + (120 * view.Scale));
        for (var row = 0; row < view.Height; row++)
        {
            var start = (int)(random.NextBits() % NoiseTable);
            for (var column = 0; column < view.Width; column++)
            {
                var (px, py) = (column - pose.Right - pivotX, row - pose.Down - pivotY);
                var (x, y) = (pivotX + (cos * px) - (sin * py), pivotY + (sin * px) + (cos * py));
                var (u, v) = MotionAt(motions, view, x, y);
                var head = Sample(blink, x - u, y - v);
                var wall = Vector128.Create<float>(texture.Wall.AsSpan(4 * ((row * view.Width) + column), 4));
                var cover = Math.Clamp(head[3], 0, 1);
                var colour = ((head * cover) + (wall * (1 - cover))) * gain;
                Store(image, column, row, colour, noise * Noise[(start + (column * 3)) % NoiseTable]);
            }
        }

        return image;
    }

    private static (float U, float V) MotionAt(
        IReadOnlyList<(SkinMotion Motion, float Strength)> motions,
        FaceView view,
        float x,
        float y
    )
    {
        var (column, row) = ((int)MathF.Round(x), (int)MathF.Round(y));
        if ((uint)column >= (uint)view.Width || (uint)row >= (uint)view.Height)
        {
            return (0, 0);
        }

        var (u, v, at) = (0f, 0f, (row * view.Width) + column);
        foreach (var (motion, strength) in motions)
        {
            u += strength * motion.U[at];
            v += strength * motion.V[at];
        }

        return (u, v);
    }

    /// <summary>The shut lid covers the eye from above down to the share that is shut.</summary>
    private Vector128<float> Sample(float blink, float x, float y)
    {
        var open = Cubic(texture.Open, x, y);
        if (blink <= 0)
        {
            return open;
        }

        var (column, row) = (
            Math.Clamp((int)MathF.Round(x), 0, texture.View.Width - 1),
            Math.Clamp((int)MathF.Round(y), 0, texture.View.Height - 1)
        );
        var level = texture.LidLevel[(row * texture.View.Width) + column];
        if (level > 1.4f || level < -1.5f)
        {
            return open;
        }

        var shut = 1 / (1 + MathF.Exp((level - (blink * 1.25f)) * 12));
        return (Cubic(texture.Closed, x, y) * shut) + (open * (1 - shut));
    }

    private Vector128<float> Cubic(float[] pixels, float x, float y)
    {
        var (width, height) = (texture.View.Width, texture.View.Height);
        var (x0, y0) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        Span<float> wx = stackalloc float[4];
        Span<float> wy = stackalloc float[4];
        Weights(x - x0, wx);
        Weights(y - y0, wy);
        var sum = Vector128<float>.Zero;
        for (var j = 0; j < 4; j++)
        {
            var row = Math.Clamp(y0 + j - 1, 0, height - 1) * width;
            var line = Vector128<float>.Zero;
            for (var i = 0; i < 4; i++)
            {
                var at = 4 * (row + Math.Clamp(x0 + i - 1, 0, width - 1));
                line += Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(pixels), (nuint)at) * wx[i];
            }

            sum += line * wy[j];
        }

        return sum;
    }

    /// <summary>Catmull and Rom's cubic weights.</summary>
    private static void Weights(float t, Span<float> w)
    {
        var (t2, t3) = (t * t, t * t * t);
        w[0] = 0.5f * (-t3 + (2 * t2) - t);
        w[1] = 0.5f * ((3 * t3) - (5 * t2) + 2);
        w[2] = 0.5f * ((-3 * t3) + (4 * t2) + t);
        w[3] = 0.5f * (t3 - t2);
    }

    private static void Store(ByteImage image, int column, int row, Vector128<float> colour, float grain)
    {
        var pixel = image.Pixel(column, row);
        if (image.Channels == 1)
        {
            pixel[0] = ToByte((0.299f * colour[0]) + (0.587f * colour[1]) + (0.114f * colour[2]) + grain);
            return;
        }

        for (var c = 0; c < 3; c++)
        {
            pixel[c] = ToByte(colour[c] + grain);
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);

    private static float[] MakeNoise()
    {
        var random = new RandomStream(20_14);
        return [.. Enumerable.Range(0, NoiseTable).Select(_ => (float)random.Normal())];
    }
}
