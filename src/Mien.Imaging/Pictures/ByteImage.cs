namespace Mien.Imaging.Pictures;

/// <summary>
/// A picture of 8-bit samples, channels interleaved, rows without gaps: channel c of pixel (x, y) lies at
/// (y * Width + x) * Channels + c. Channels are 1 (grey), 3 (red, green, blue) or 4 (red, green, blue, alpha).
/// </summary>
public sealed class ByteImage
{
    /// <summary>A black (and, with alpha, transparent) picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or channels are not 1, 3 or 4.</exception>
    public ByteImage(int width, int height, int channels)
        : this(width, height, channels, new byte[PictureLimits.CountOf(width, height, channels)]) { }

    /// <summary>Wraps samples without copying them.</summary>
    /// <exception cref="ArgumentException">There are not width * height * channels samples.</exception>
    public ByteImage(int width, int height, int channels, byte[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (channels is not (1 or 3 or 4))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "1, 3 or 4 channels are possible");
        }

        if (samples.Length != PictureLimits.CountOf(width, height, channels))
        {
            throw new ArgumentException(
                $"{samples.Length} samples do not fill {width} x {height} x {channels}",
                nameof(samples)
            );
        }

        Width = width;
        Height = height;
        Channels = channels;
        Samples = samples;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Samples in a pixel: 1, 3 or 4.</summary>
    public int Channels { get; }

    /// <summary>All samples; writing to them writes to the picture.</summary>
    public byte[] Samples { get; }

    /// <summary>The Width * Channels samples of row <paramref name="y"/>.</summary>
    public Span<byte> Row(int y) => Samples.AsSpan(y * Width * Channels, Width * Channels);

    /// <summary>The channels of one pixel.</summary>
    public Span<byte> Pixel(int x, int y) => Samples.AsSpan(((y * Width) + x) * Channels, Channels);

    /// <summary>
    /// Grey values 0..255: the samples of a grey picture, else the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B,
    /// not rounded. Alpha is ignored.
    /// </summary>
    public Plane ToPlane()
    {
        var plane = new Plane(Width, Height);
        ToPlane(plane);
        return plane;
    }

    /// <summary>As <see cref="ToPlane()"/>, into a plane of the same size.</summary>
    public void ToPlane(Plane target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Width != Width || target.Height != Height)
        {
            throw new ArgumentException("the plane has another size than the picture", nameof(target));
        }

        var grey = target.Samples;
        if (Channels == 1)
        {
            for (var i = 0; i < grey.Length; i++)
            {
                grey[i] = Samples[i];
            }

            return;
        }

        for (int i = 0, s = 0; i < grey.Length; i++, s += Channels)
        {
            grey[i] = (0.299f * Samples[s]) + (0.587f * Samples[s + 1]) + (0.114f * Samples[s + 2]);
        }
    }

    /// <summary>A grey picture of a plane: each sample rounded to the nearest integer and held to 0..255.</summary>
    public static ByteImage FromPlane(Plane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var image = new ByteImage(plane.Width, plane.Height, 1);
        for (var i = 0; i < image.Samples.Length; i++)
        {
            image.Samples[i] = ToByte(plane.Samples[i]);
        }

        return image;
    }

    /// <summary>A picture with red, green and blue: a grey one tripled, alpha dropped, a colour one itself.</summary>
    public ByteImage ToRgb()
    {
        if (Channels == 3)
        {
            return this;
        }

        var image = new ByteImage(Width, Height, 3);
        for (var i = 0; i < Width * Height; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                image.Samples[(i * 3) + c] = Samples[(i * Channels) + (Channels == 1 ? 0 : c)];
            }
        }

        return image;
    }

    // NaN becomes 0: a comparison with NaN is false.
    private static byte ToByte(float value) => value > 0 ? (byte)Math.Min(255f, MathF.Round(value)) : (byte)0;
}
