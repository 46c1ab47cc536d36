using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// Single pictures: PNG, PGM, PPM, JPEG and plain BMP read by Mien itself; compressed BMP and rare kinds of JPEG
/// (lossless, arithmetic) through ffmpeg.
/// </summary>
public static class PictureFile
{
    private const int HeaderBytes = 1 << 20;
    private static readonly string[] Own = [".png", ".pgm", ".ppm"];
    private static readonly string[] Foreign = [".jpg", ".jpeg", ".bmp"];

    /// <summary>Whether the name ends as a picture's does.</summary>
    public static bool IsPicture(string path) => IsOwn(path) || IsForeign(path);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="InputFaultException">It is missing or damaged, or ffmpeg is needed and missing.</exception>
    public static ByteImage Read(string path, FrameColor color = FrameColor.Gray)
    {
        using var source = FrameFiles.Open([path], new FrameSourceOptions { Color = color });
        var frame = source.CreateFrame();
        return source.TryRead(frame, out _)
            ? frame
            : throw new InputFaultException(source.Fault ?? $"{path} holds no picture: check the file.");
    }

    internal static bool IsOwn(string path) => Own.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Whether Mien reads this file itself: by its name, or for JPEG and BMP by the kind its header tells.</summary>
    internal static bool ReadsItself(string path) => IsOwn(path) || (IsForeign(path) && HasPlainHeader(path));

    internal static bool IsForeign(string path) => Foreign.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Reads a file of which <see cref="ReadsItself"/> is true, in the colour asked for.</summary>
    internal static ByteImage ReadOwn(string path, FrameColor color)
    {
        var image = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => Png.Read(path),
            ".jpg" or ".jpeg" when color == FrameColor.Gray => Jpeg.ReadGrey(path),
            ".jpg" or ".jpeg" => Jpeg.Read(path),
            ".bmp" => Bmp.Read(path),
            _ => Netpbm.Read(path),
        };
        return color == FrameColor.Rgb ? image.ToRgb()
            : image.Channels == 1 ? image
            : ByteImage.FromPlane(image.ToPlane());
    }

    private static bool HasPlainHeader(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        var head = new byte[HeaderBytes];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return path.EndsWith(".bmp", StringComparison.OrdinalIgnoreCase)
            ? Bmp.IsPlain(head.AsSpan(0, read))
            : Jpeg.IsRead(head.AsSpan(0, read));
    }
}
