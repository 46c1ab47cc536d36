namespace Mien.Imaging.Pictures;

/// <summary>
/// One channel of 32-bit floats, row after row without gaps: sample (x, y) lies at y * Width + x, x points right and y
/// down. Grey values are kept in 0..255 unless a member says otherwise; flow components are in pixels.
/// </summary>
public sealed class Plane
{
    /// <summary>A plane of zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public Plane(int width, int height)
        : this(width, height, new float[PictureLimits.CountOf(width, height)]) { }

    /// <summary>Wraps samples without copying them.</summary>
    /// <exception cref="ArgumentException">There are not width * height samples.</exception>
    public Plane(int width, int height, float[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Length != PictureLimits.CountOf(width, height))
        {
            throw new ArgumentException($"{samples.Length} samples do not fill {width} x {height}", nameof(samples));
        }

        Width = width;
        Height = height;
        Samples = samples;
    }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The Width * Height samples, row-major; writing to them writes to the plane.</summary>
    public float[] Samples { get; }

    /// <summary>The sample in column <paramref name="x"/>, row <paramref name="y"/>.</summary>
    public ref float this[int x, int y] => ref Row(y)[x];

    /// <summary>Row <paramref name="y"/>, from left to right.</summary>
    public Span<float> Row(int y) => Samples.AsSpan(y * Width, Width);

    /// <summary>Whether both planes have the same sides.</summary>
    public bool HasSizeOf(Plane other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Width == other.Width && Height == other.Height;
    }

    /// <summary>A copy with samples of its own.</summary>
    public Plane Copy() => new(Width, Height, (float[])Samples.Clone());
}
