using System.Diagnostics;
using System.Globalization;
using Mien.Benchmarks.Measures;
using Mien.Faces.Models;
using Mien.Faces.Motion;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Benchmarks.Studies;

/// <summary>
/// Whether long video needs more memory than short: <c>hour [MINUTES [RATE]]</c> takes 640x480 video of RATE (30) frames a
/// second through the whole chain, to aligned crops of 128x128 with TV-L1 flow and strain from frame to frame, and tells
/// for the minutes of the video the speed and the most resident memory of this process and of ffmpeg.
/// </summary>
internal static class HourStudy
{
    private const int Every = 100;

    public static int Run(int minutes, int rate)
    {
        var landmarks = new FaceModels().ReadLandmarks();
        using var source = VideoFile.Open(ChainVideo.Lasting(minutes, rate));
        var tracker = new FaceTracker(new FaceModels().ReadCascade(), landmarks, new TrackerOptions { MaxFaces = 1 });
        using var stream = new FaceMotionStream(source, tracker, landmarks);
        Console.WriteLine("minute  frames  with motion  frames/s  MB here  MB ffmpeg");
        var frame = stream.CreateFrame();
        var (frames, measured, minute) = (0, 0, 0);
        var (here, child) = (0L, 0L);
        var start = Stopwatch.GetTimestamp();
        while (stream.TryRead(frame))
        {
            frames++;
            measured += frame.HasMotion ? 1 : 0;
            if (frames % Every == 0)
            {
                (here, child) = (Math.Max(here, Environment.WorkingSet), Math.Max(child, Children()));
            }

            if (frame.Seconds >= 60 * (minute + 1))
            {
                minute++;
                Tell(minute, frames, measured, start, here, child);
                (here, child) = (0, 0);
            }
        }

        if (here > 0)
        {
            Tell(minute + 1, frames, measured, start, here, child);
        }

        return source.Fault is null ? 0 : throw new InvalidOperationException(source.Fault);
    }

    private static void Tell(int minute, int frames, int measured, long start, long here, long child) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{minute, 6} {frames, 7} {measured, 12} {frames / Stopwatch.GetElapsedTime(start).TotalSeconds, 9:F1} {here >> 20, 8} {child >> 20, 10}"
            )
        );

    /// <summary>Resident bytes of the child processes, as Linux tells them; 0 elsewhere.</summary>
    private static long Children()
    {
        var list = $"/proc/{Environment.ProcessId}/task";
        if (!Directory.Exists(list))
        {
            return 0;
        }

        return Directory
            .EnumerateDirectories(list)
            .SelectMany(task => ReadWords(Path.Combine(task, "children")))
            .Sum(child => ReadWords($"/proc/{child}/statm") is [_, var pages, ..] ? Pages(pages) : 0);
    }

    private static long Pages(string pages) =>
        Environment.SystemPageSize * long.Parse(pages, CultureInfo.InvariantCulture);

    private static string[] ReadWords(string path)
    {
        try
        {
            return File.ReadAllText(path).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            // The thread or process has ended meanwhile.
            return [];
        }
    }
}
