using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>Sizes that a file may claim; anything larger is refused before memory is asked for.</summary>
public static class PictureLimits
{
    /// <summary>Longest side of a picture, in pixels.</summary>
    public const int MaxSide = 32_768;

    /// <summary>Most pixels of a picture: 2^27, half a gigabyte as floats.</summary>
    public const long MaxPixels = 1L << 27;

    /// <summary>Most bytes of a picture file.</summary>
    public const long MaxFileBytes = 1L << 30;

    /// <summary>The bytes of a file within <see cref="MaxFileBytes"/>.</summary>
    /// <exception cref="InputFaultException">The file is missing, unreadable or too large.</exception>
    internal static byte[] ReadFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        if (file.Length > MaxFileBytes)
        {
            throw new InputFaultException(
                $"{path} has {file.Length} bytes, more than the {MaxFileBytes} that are read: check that it is the right file."
            );
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException($"{path} cannot be read: check its permissions.", cause);
        }
    }

    /// <summary>Refuses sides that no picture of the field has.</summary>
    internal static void CheckFileSize(string path, long width, long height)
    {
        if (width < 1 || height < 1 || width > MaxSide || height > MaxSide || width * height > MaxPixels)
        {
            throw new InputFaultException(
                $"{path} claims {width} x {height} pixels, and from 1 x 1 to {MaxSide} a side and {MaxPixels} in all are read: check the file."
            );
        }
    }

    /// <summary>Number of samples of a picture made by a program.</summary>
    internal static int CountOf(int width, int height, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return checked(width * height * channels);
    }
}
