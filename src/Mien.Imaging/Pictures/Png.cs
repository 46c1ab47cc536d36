using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// PNG (W3C specification, second edition). Read: every colour type and bit depth, palettes, transparency, interlacing;
/// checksums are verified and sizes checked before memory is asked for. Written: 8-bit grey, RGB and RGBA; the same
/// picture gives the same bytes. Colour profiles and gamma are ignored.
/// </summary>
public static class Png
{
    /// <summary>
    /// Reads a picture as 8-bit samples: grey stays grey, palettes become RGB, anything with transparency RGBA. 16-bit
    /// samples are rounded to 8 bits.
    /// </summary>
    /// <exception cref="InputFaultException">The file is missing, no PNG, damaged, cut short or too large.</exception>
    public static ByteImage Read(string path) => Decode(PictureLimits.ReadFile(path), path);

    /// <summary>Reads a picture from memory; <paramref name="path"/> names it in messages.</summary>
    public static ByteImage Decode(ReadOnlySpan<byte> file, string path) => new PngReader(file, path).ToImage();

    /// <summary>
    /// Reads grey values 0..255 (colour as in <see cref="ByteImage.ToPlane()"/>); 16-bit samples keep their fractions.
    /// </summary>
    /// <exception cref="InputFaultException">As for <see cref="Read"/>.</exception>
    public static Plane ReadPlane(string path) => new PngReader(PictureLimits.ReadFile(path), path).ToPlane();

    /// <summary>Writes a picture.</summary>
    public static void Write(string path, ByteImage image)
    {
        var bytes = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>A picture as the bytes of a PNG file.</summary>
    public static byte[] Encode(ByteImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PngWriter.Encode(image);
    }
}
