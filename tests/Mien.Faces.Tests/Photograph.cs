using System.Collections.Concurrent;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tests;

/// <summary>A gray picture for tests: a formula, or a photograph of the real data.</summary>
internal static class Photograph
{
    private static readonly ConcurrentDictionary<string, ByteImage> Decoded = new();

    public static ByteImage Draw(int width, int height, Func<int, int, int> formula)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)formula(i % width, i / width);
        }

        return new ByteImage(width, height, 1, pixels);
    }

    public static ByteImage Read(string relative)
    {
        var path = RealData.Require(relative);
        Installed.Require("ffmpeg", "/usr/bin/ffmpeg");
        return Decoded.GetOrAdd(path, file => PictureFile.Read(file));
    }
}
