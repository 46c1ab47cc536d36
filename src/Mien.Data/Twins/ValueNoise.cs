namespace Mien.Data.Twins;

/// <summary>Smooth random texture: hashed values on a lattice, blended between its points. A function of place and seed alone.</summary>
internal readonly struct ValueNoise(uint seed)
{
    /// <summary>Noise of one grain size, -1 to 1.</summary>
    public float At(float x, float y)
    {
        var (fx, fy) = (MathF.Floor(x), MathF.Floor(y));
        var (ix, iy) = ((int)fx, (int)fy);
        var (tx, ty) = (Ease(x - fx), Ease(y - fy));
        var above = Mix(Hash(ix, iy), Hash(ix + 1, iy), tx);
        var below = Mix(Hash(ix, iy + 1), Hash(ix + 1, iy + 1), tx);
        return Mix(above, below, ty);
    }

    /// <summary>A sum of noises, each twice as fine and <paramref name="fade"/> times as strong as the one before.</summary>
    public float Layers(float x, float y, int count, float fade)
    {
        var (sum, weight) = (0f, 1f);
        for (var i = 0; i < count; i++)
        {
            sum += weight * new ValueNoise(seed + (uint)(i * 7919)).At(x, y);
            (x, y, weight) = (x * 2, y * 2, weight * fade);
        }

        return sum;
    }

    private float Hash(int x, int y)
    {
        var h = seed ^ ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        h ^= h >> 15;
        return (h * (2f / uint.MaxValue)) - 1;
    }

    private static float Ease(float t) => t * t * (3 - (2 * t));

    private static float Mix(float a, float b, float t) => a + (t * (b - a));
}
