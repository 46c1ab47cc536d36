using System.Globalization;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>Writes compressed videos through ffmpeg: frames go down a pipe as they come.</summary>
public static class FfmpegVideo
{
    /// <summary>Writes a video.</summary>
    /// <param name="path">Where to; <c>.mp4</c> for H.264, <c>.mkv</c> for FFV1.</param>
    /// <param name="frames">Frames of one size and colour; a frame may be reused once the next is asked for.</param>
    /// <param name="width">Their columns; H.264 gets a black one more where they are odd.</param>
    /// <param name="height">Their rows; the same.</param>
    /// <param name="framesPerSecond">Frames a second.</param>
    /// <param name="codec">H.264 or FFV1.</param>
    /// <param name="quality">H.264's constant rate factor, 0 (nothing is lost) to 51; FFV1 loses nothing.</param>
    /// <param name="color">What the frames are made of.</param>
    /// <exception cref="InputFaultException">ffmpeg is not installed, or has no such encoder.</exception>
    public static void Write(
        string path,
        IEnumerable<ByteImage> frames,
        int width,
        int height,
        double framesPerSecond,
        VideoCodec codec,
        int quality = 20,
        FrameColor color = FrameColor.Gray
    )
    {
        ArgumentNullException.ThrowIfNull(frames);
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            string[] input =
            [
                "-f",
                "rawvideo",
                "-pix_fmt",
                Ffmpeg.PixelFormat(color),
                "-s",
                $"{width}x{height}",
                "-r",
                framesPerSecond.ToString("R", CultureInfo.InvariantCulture),
            ];
            // H.264 halves the columns and rows of the colours.
            var isOdd = codec == VideoCodec.H264 && (width % 2 != 0 || height % 2 != 0);
            string[] even = isOdd ? ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2"] : [];
            Encode(
                [.. input, "-i", "pipe:0", .. even, .. Encoder(codec, quality), "-y", Ffmpeg.Local(temporary)],
                frames,
                path
            );
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>One thread and no dates or versions inside, so that the same frames give the same bytes.</summary>
    private static string[] Encoder(VideoCodec codec, int quality) =>
        codec switch
        {
            VideoCodec.H264 =>
            [
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                quality.ToString(CultureInfo.InvariantCulture),
                "-pix_fmt",
                "yuv420p",
                .. Steady,
                "-f",
                "mp4",
            ],
            VideoCodec.Ffv1 => ["-c:v", "ffv1", "-level", "3", "-pix_fmt", "gray", .. Steady, "-f", "matroska"],
            _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "ffmpeg writes H.264 and FFV1"),
        };

    private static string[] Steady => ["-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact"];

    private static void Encode(IEnumerable<string> arguments, IEnumerable<ByteImage> frames, string path)
    {
        var process = Ffmpeg.Start("ffmpeg", arguments);
        try
        {
            // Both are read to the end, or a full pipe would stop the child.
            var complaint = process.StandardError.ReadToEndAsync();
            var chatter = process.StandardOutput.ReadToEndAsync();
            Feed(process.StandardInput.BaseStream, frames);
            Task.WaitAll(complaint, chatter);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InputFaultException(
                    $"ffmpeg could not write {path} ({FirstLine(complaint.Result)}): look for room on the disk, or write without compression by ffmpeg."
                );
            }
        }
        finally
        {
            Ffmpeg.End(process);
        }
    }

    /// <summary>A child that has ended early is told by its exit code.</summary>
    private static void Feed(Stream input, IEnumerable<ByteImage> frames)
    {
        try
        {
            using (input)
            {
                foreach (var frame in frames)
                {
                    input.Write(frame.Samples);
                }
            }
        }
        catch (IOException)
        {
            // The pipe is closed: the exit code and its complaint say why.
        }
    }

    private static string FirstLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
        ?? "no reason given";
}
