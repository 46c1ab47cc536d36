using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Filmed;

/// <summary>
/// Takes the two pictures of a clip: the drawn face where the crop shows it, before and after its skin has moved, each
/// with the camera's own noise, in whole grey levels.
/// </summary>
internal sealed class CropCamera(int cropSize)
{
    private readonly float[] _noise = new float[cropSize * cropSize];

    /// <summary>The onset frame.</summary>
    public Plane Before { get; } = new(cropSize, cropSize);

    /// <summary>The apex frame.</summary>
    public Plane After { get; } = new(cropSize, cropSize);

    /// <summary>Takes both pictures.</summary>
    /// <param name="face">Who is filmed.</param>
    /// <param name="shape">Where the crop shows the face in this clip.</param>
    /// <param name="motion">How far every pixel of the crop moves, in cells.</param>
    /// <param name="lids">How far the eyes are shut.</param>
    /// <param name="grain">Standard deviation of the noise, grey levels.</param>
    /// <param name="random">What light and noise are drawn from.</param>
    public void Film(FilmedFace face, in FaceShape shape, Flow motion, Lids lids, float grain, RandomStream random)
    {
        var contrast = Draws.Between(random, 0.5f, 1.1f);
        Draw(face, shape, null, lids.Before, contrast, Before);
        Draw(face, shape, motion, lids.After, contrast, After);
        Relight(random);
        Store(Before, grain, random);
        Store(After, grain, random);
    }

    private void Draw(FilmedFace face, in FaceShape shape, Flow? motion, float lids, float contrast, Plane picture)
    {
        const float Centre = CropLayout.Cells / 2f;
        var (scale, room) = (face.PixelsPerCell, FilmedFace.Room * face.PixelsPerCell);
        var (right, down) = (shape.Midline - face.RestX, shape.EyeHeight - face.RestY);
        for (var y = 0; y < cropSize; y++)
        {
            var row = picture.Row(y);
            var cellY = (y + 0.5f) / scale;
            for (var x = 0; x < row.Length; x++)
            {
                var cellX = (x + 0.5f) / scale;
                var (u, v) = motion is null ? (0, 0) : (motion.RowU(y)[x], motion.RowV(y)[x]);
                // The inverse of FaceAnchors' tilt and shift, then of the skin's motion.
                var restX = cellX + (shape.Roll * (cellY - Centre)) - right - u;
                var restY = cellY - (shape.Roll * (cellX - Centre)) - down - v;
                var (px, py) = ((restX * scale) + room - 0.5f, (restY * scale) + room - 0.5f);
                row[x] = 128 + (contrast * (Sample(face, px, py, lids) - 128));
            }
        }
    }

    /// <summary>A lamp is never quite steady: a little brighter or darker, and not everywhere alike.</summary>
    private void Relight(RandomStream random)
    {
        var gain = 1 + Draws.Normal(random, 0.008f);
        var (across, down) = (Draws.Normal(random, 1), Draws.Normal(random, 1));
        for (var y = 0; y < cropSize; y++)
        {
            var row = After.Row(y);
            var slope = down * (((float)y / cropSize) - 0.5f);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (row[x] * gain) + slope + (across * (((float)x / cropSize) - 0.5f));
            }
        }
    }

    private void Store(Plane picture, float grain, RandomStream random)
    {
        NormalNumbers.Fill(_noise, random.NextBits());
        var samples = picture.Samples;
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Math.Clamp(MathF.Round(samples[i] + (grain * _noise[i])), 0, 255);
        }
    }

    /// <summary>The shut lid covers the eye from above down to the share that is shut.</summary>
    private static float Sample(FilmedFace face, float x, float y, float lids)
    {
        var open = Cubic(face.Open, face.Side, x, y);
        if (lids <= 0)
        {
            return open;
        }

        var (column, row) = (Inside((int)MathF.Round(x), face.Side), Inside((int)MathF.Round(y), face.Side));
        var level = face.LidLevel[(row * face.Side) + column];
        if (level > 1.4f || level < -1.5f)
        {
            return open;
        }

        var shut = 1 / (1 + MathF.Exp((level - (lids * 1.25f)) * 12));
        return (Cubic(face.Closed, face.Side, x, y) * shut) + (open * (1 - shut));
    }

    private static int Inside(int at, int side) => Math.Clamp(at, 0, side - 1);

    /// <summary>Catmull and Rom's cubic, so that texture stays as sharp while it moves as it is at rest.</summary>
    private static float Cubic(float[] plane, int side, float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        Span<float> across = stackalloc float[4];
        Span<float> down = stackalloc float[4];
        Weights(x - left, across);
        Weights(y - top, down);
        var sum = 0f;
        for (var j = 0; j < 4; j++)
        {
            var row = Inside(top + j - 1, side) * side;
            var line = 0f;
            for (var i = 0; i < 4; i++)
            {
                line += across[i] * plane[row + Inside(left + i - 1, side)];
            }

            sum += down[j] * line;
        }

        return sum;
    }

    private static void Weights(float t, Span<float> w)
    {
        var (t2, t3) = (t * t, t * t * t);
        w[0] = 0.5f * (-t3 + (2 * t2) - t);
        w[1] = 0.5f * ((3 * t3) - (5 * t2) + 2);
        w[2] = 0.5f * ((-3 * t3) + (4 * t2) + t);
        w[3] = 0.5f * (t3 - t2);
    }
}
