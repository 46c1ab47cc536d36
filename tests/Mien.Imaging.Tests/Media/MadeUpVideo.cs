using System.Diagnostics;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Media;

/// <summary>
/// A video whose frames tell their own number: eight upright bars, each black or white as a bit of the number is 0 or 1,
/// over a lower half of middle gray, so that turning it is seen as well.
/// </summary>
internal static class MadeUpVideo
{
    public const int Width = 64;
    public const int Height = 48;

    public static ByteImage Draw(int number)
    {
        var image = new ByteImage(Width, Height, 1);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var bit = (number >> (x / 8)) & 1;
                image.Samples[(y * Width) + x] = (byte)(y >= Height / 2 ? 128 : 30 + (bit * 180));
            }
        }

        return image;
    }

    public static int NumberOf(ByteImage frame)
    {
        var number = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            number |= frame.Pixel((bit * 8) + 4, 10)[0] > 120 ? 1 << bit : 0;
        }

        return number;
    }

    public static void WriteY4m(string path, int frames, (int, int)? rate = null)
    {
        using var stream = File.Create(path);
        var writer = new Y4mWriter(stream, Width, Height, rate ?? (25, 1), FrameColor.Gray);
        for (var i = 0; i < frames; i++)
        {
            writer.Write(Draw(i));
        }
    }

    /// <summary>Writes a video with ffmpeg; skips the test where it is not installed.</summary>
    public static string Encode(string folder, string name, int frames, params string[] arguments)
    {
        RequireFfmpeg();
        var raw = Path.Combine(folder, "raw.y4m");
        WriteY4m(raw, frames);
        var path = Path.Combine(folder, name);
        RunFfmpeg(["-v", "error", "-y", "-i", raw, .. arguments, path]);
        File.Delete(raw);
        return path;
    }

    public static void RequireFfmpeg()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));
        Assert.SkipUnless(found || Environment.GetEnvironmentVariable("CI") is not null, "needs ffmpeg: install it");
        Assert.True(found, "ffmpeg is missing: install it");
    }

    public static void RunFfmpeg(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { UseShellExecute = false, RedirectStandardError = true };
        // Without this ffmpeg listens to the terminal, and where the tests run in its background the system stops it for ever.
        foreach (var argument in arguments.Prepend("-nostdin"))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
