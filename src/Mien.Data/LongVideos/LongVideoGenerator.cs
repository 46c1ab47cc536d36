using System.Collections.Concurrent;
using System.Diagnostics;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Data.LongVideos;

/// <summary>
/// Makes long videos of people who do not exist, and tells all that happens in them: what a spotter is tuned and scored
/// on where no research data may be. Everything follows from the seed and the number of the video, so the files are the
/// same for any number of threads; frames are written as they are drawn.
/// </summary>
public static class LongVideoGenerator
{
    private const int JpegQuality = 95;
    private const int MostRate = 1000;
    private const int MostVideos = 100_000;

    /// <summary>Bytes of a pixel under much noise at this quality, and what an AVI file may have.</summary>
    private const double BytesOfPixel = 0.25;
    private const double MostBytes = 4e9;
    private const double LongestSeconds = 4 * 3600;

    /// <summary>Writes videos, <c>truth.csv</c> and <c>videos.csv</c> into a folder, which is made when missing and must be empty.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="options">Which videos.</param>
    /// <param name="progress">Receives how many frames are done.</param>
    /// <param name="stop">Ends the work between two frames.</param>
    /// <exception cref="InputFaultException">The options make no video, the folder holds something, or ffmpeg is needed and missing.</exception>
    public static LongVideoSummary Write(
        string folder,
        LongVideoOptions? options = null,
        IProgress<ProgressStep>? progress = null,
        CancellationToken stop = default
    )
    {
        options ??= new LongVideoOptions();
        Check(folder, options);
        var watch = Stopwatch.StartNew();
        var scenes = Enumerable.Range(0, options.Videos).Select(number => new Scene(options, number)).ToList();
        CheckLengths(options, scenes);
        var total = scenes.Sum(scene => (long)scene.Frames);
        var done = 0L;
        Parallel.ForEach(
            // Handed out one by one, so that a long video does not wait behind another.
            Partitioner.Create(scenes, loadBalance: true),
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop },
            scene => Shoot(folder, options, scene, () => Report(progress, Interlocked.Increment(ref done), total), stop)
        );
        TruthTables.Write(folder, options, scenes);
        return Summary(scenes, watch.Elapsed);
    }

    private static void Check(string folder, LongVideoOptions options)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputFaultException($"{folder} is not empty: name a new folder for the videos.");
        }

        if (options.Videos is < 1 or > MostVideos || options.FrameHeight is < 120 or > 2160)
        {
            throw new InputFaultException($"Long videos are 1 to {MostVideos}, of 120 to 2160 rows: ask for as many.");
        }

        if (options.FrameRates.Count == 0 || options.FrameRates.Any(rate => rate is < 10 or > MostRate))
        {
            throw new InputFaultException($"Long videos have 10 to {MostRate} frames a second: give such rates.");
        }

        if (
            !(options.LeastSeconds >= 5)
            || !(options.MostSeconds >= options.LeastSeconds)
            || !(options.MostSeconds <= LongestSeconds)
        )
        {
            throw new InputFaultException(
                $"Long videos last 5 to {LongestSeconds} s, the shortest named first: give such lengths."
            );
        }

        if (!(options.MostMicroPerMinute is >= 0 and <= 20) || options.MainsHertz is not (null or 50 or 60))
        {
            throw new InputFaultException(
                "Long videos have up to 20 micro-expressions a minute, and lamps on mains of 50 or 60 Hz: give such numbers."
            );
        }
    }

    /// <summary>Better told before hours of work than after.</summary>
    private static void CheckLengths(LongVideoOptions options, List<Scene> scenes)
    {
        var most = scenes.Max(scene => BytesOfPixel * scene.Frames * scene.View.Width * scene.View.Height);
        if (options.Codec == VideoCodec.MotionJpeg && most > MostBytes)
        {
            throw new InputFaultException(
                "A video would have more than the 4 GB that Motion-JPEG in AVI may have: make videos shorter, of fewer rows or frames a second, or write them by ffmpeg (--codec h264)."
            );
        }
    }

    private static void Shoot(
        string folder,
        LongVideoOptions options,
        Scene scene,
        Action report,
        CancellationToken stop
    )
    {
        var path = Path.Combine(folder, TruthTables.FileOf(scene, options.Codec));
        var (width, height) = (scene.View.Width, scene.View.Height);
        var frames = Frames(scene, report, stop);
        if (options.Codec == VideoCodec.MotionJpeg)
        {
            var pictures = frames.Select(frame => Jpeg.Encode(frame, JpegQuality));
            MotionJpegAvi.Write(path, pictures, width, height, scene.FrameRate);
            return;
        }

        FfmpegVideo.Write(path, frames, width, height, scene.FrameRate, options.Codec, options.RateFactor);
    }

    private static IEnumerable<ByteImage> Frames(Scene scene, Action report, CancellationToken stop)
    {
        var film = new Film(scene);
        var picture = new ByteImage(scene.View.Width, scene.View.Height, 1);
        for (var frame = 0; frame < scene.Frames; frame++)
        {
            stop.ThrowIfCancellationRequested();
            film.Shoot(frame, picture);
            yield return picture;
            report();
        }
    }

    private static void Report(IProgress<ProgressStep>? progress, long done, long total)
    {
        if (done % 50 == 0 || done == total)
        {
            progress?.Report(new ProgressStep("filming", done, total));
        }
    }

    private static LongVideoSummary Summary(List<Scene> scenes, TimeSpan elapsed)
    {
        var kinds = scenes.SelectMany(scene => scene.Expressions).CountBy(shown => shown.Truth.Kind).ToDictionary();
        return new LongVideoSummary(
            scenes.Count,
            scenes.Sum(scene => (long)scene.Frames),
            scenes.Sum(scene => scene.Seconds),
            kinds.GetValueOrDefault("micro"),
            kinds.GetValueOrDefault("macro"),
            elapsed
        );
    }
}
