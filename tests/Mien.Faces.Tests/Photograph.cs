using System.Collections.Concurrent;
using System.Diagnostics;
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
        return Decoded.GetOrAdd(path, Decode);
    }

    /// <summary>By ffmpeg, as the golden scripts say: another decoder's rounding would move windows and landmarks.</summary>
    private static ByteImage Decode(string path)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] input = ["-nostdin", "-v", "error", "-i", path];
        string[] arguments = [.. input, "-pix_fmt", "gray", "-f", "image2pipe", "-c:v", "pgm", "-"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var ffmpeg = Process.Start(start)!;
        using var memory = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(memory);
        ffmpeg.WaitForExit();
        return Netpbm.Decode(memory.ToArray(), path);
    }
}
