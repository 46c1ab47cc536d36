using System.ComponentModel;
using System.Diagnostics;

namespace Mien.Imaging.Media;

/// <summary>
/// Starts ffmpeg and ffprobe as child processes. Arguments go as a list, never through a shell; only local files and
/// pipes may be opened, so a playlist or a container cannot reach the network.
/// </summary>
internal static class Ffmpeg
{
    /// <summary>Arguments that every call starts with.</summary>
    private static readonly string[] Quiet = ["-v", "error", "-protocol_whitelist", "file,pipe"];

    /// <summary>Starts a program with all of its streams redirected.</summary>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Quiet.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new InputFaultException(
                $"{program} is not installed, and videos are read through it, and compressed BMP and rare kinds of JPEG: install ffmpeg (Debian, Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg).",
                cause
            );
        }
    }

    /// <summary>The name of a local file as ffmpeg wants it; with the scheme, no name is taken for an option or a protocol.</summary>
    public static string Local(string path) => "file:" + Path.GetFullPath(path);

    /// <summary>The pixel format of a colour, as ffmpeg calls it.</summary>
    public static string PixelFormat(FrameColor color) => color == FrameColor.Gray ? "gray" : "rgb24";

    /// <summary>A message without the "[h264 @ 0x55...] " in front, which differs from run to run.</summary>
    public static string WithoutAddress(string line)
    {
        var end = line.StartsWith('[') ? line.IndexOf("] ", StringComparison.Ordinal) : -1;
        return end < 0 ? line : line[(end + 2)..];
    }

    /// <summary>Ends a child that may still be running.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }

        process.WaitForExit();
        process.Dispose();
    }
}
