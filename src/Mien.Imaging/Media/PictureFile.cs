using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>Single pictures: PNG, PGM and PPM read by Mien itself, JPEG and BMP through ffmpeg.</summary>
public static class PictureFile
{
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

    internal static bool IsForeign(string path) => Foreign.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Reads PNG, PGM or PPM in the colour asked for.</summary>
    internal static ByteImage ReadOwn(string path, FrameColor color)
    {
        var image = path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? Png.Read(path) : Netpbm.Read(path);
        return color == FrameColor.Rgb ? image.ToRgb()
            : image.Channels == 1 ? image
            : ByteImage.FromPlane(image.ToPlane());
    }
}
