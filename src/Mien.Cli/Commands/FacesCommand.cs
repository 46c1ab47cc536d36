using System.CommandLine;
using Mien.Cli.Console;
using Mien.Cli.Faces;
using Mien.Cli.Options;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Cli.Commands;

/// <summary><c>mien faces</c>: boxes, landmarks and head pose in a picture or through a video.</summary>
internal static class FacesCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PICTURE|VIDEO") { Description = "A picture, a video, or a folder of frames." };
        var json = new Option<bool>("--json")
        {
            Description = "Every frame's boxes, 68 landmarks and head pose as JSON.",
        };
        var quality = new Option<bool>("--quality")
        {
            Description =
                "Also judge the recording: frame rate, lost and repeated frames, lamp flicker, compression, blur, face size, head motion.",
        };
        var rate = FaceOptions.Rate();
        var (start, end) = (MediaOptions.Start(), MediaOptions.End());
        var models = FaceOptions.Models();
        var cascade = FaceOptions.Cascade();
        var quiet = RunOptions.Quiet();
        var command = new Command("faces", "Boxes, landmarks and head pose in a picture or video.")
        {
            path,
            json,
            quality,
            rate,
            start,
            end,
            models,
            cascade,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var part = TimeSlice.Of(parsed.GetValue(start), parsed.GetValue(end));
            var found = new FaceModels(parsed.GetValue(models));
            var options = new FrameSourceOptions { FolderRate = parsed.GetValue(rate) };
            using var source = FrameSources.Open(parsed.GetRequiredValue(path), options);
            var find = FinderFor(
                parsed.GetRequiredValue(path),
                found.ReadCascade(parsed.GetRequiredValue(cascade)),
                found.ReadLandmarks()
            );
            var meter = parsed.GetValue(quality) ? new QualityMeter() : null;
            var output = parsed.InvocationConfiguration.Output;
            using IFaceReport report = parsed.GetValue(json) ? new FaceJson(output) : new FaceText(output);
            WorkProgress.Run(parsed.GetValue(quiet), progress => Follow(source, part, find, meter, report, progress));
            return source.Fault is { } fault ? throw new InputFaultException(fault) : CommandLine.Done;
        });
        return command;
    }

    /// <summary>In a picture every face counts, however small; in a video those that can be followed.</summary>
    private static Func<ByteImage, double, IReadOnlyList<TrackedFace>> FinderFor(
        string path,
        Cascade cascade,
        LandmarkModel model
    )
    {
        if (File.Exists(path) && PictureFile.IsPicture(path))
        {
            var still = new StillFaces(cascade, model);
            return (picture, _) => still.Find(picture);
        }

        return new FaceTracker(cascade, model).Next;
    }

    private static int Follow(
        IFrameSource source,
        TimeSlice part,
        Func<ByteImage, double, IReadOnlyList<TrackedFace>> find,
        QualityMeter? meter,
        IFaceReport report,
        IProgress<ProgressStep> progress
    )
    {
        var total = ExpectedFrames(source.Info, part);
        if (part.Start > 0)
        {
            source.Seek(part.Start);
        }

        report.Start(source.Info);
        var frame = source.CreateFrame();
        var count = 0;
        while (source.TryRead(frame, out var stamp) && stamp.Seconds <= part.End)
        {
            var faces = find(frame, stamp.Seconds);
            report.Add(stamp.Seconds, faces);
            meter?.Add(frame, stamp.Seconds, faces);
            progress.Report(new ProgressStep("frames", ++count, Math.Max(count, total)));
        }

        if (count == 0 && part != TimeSlice.All && source.Fault is null)
        {
            throw new InputFaultException(
                $"{source.Info.Path} has no frame in the part asked for: give another --start or --end."
            );
        }

        report.Finish(meter?.Report(source.Info) ?? []);
        return count;
    }

    private static int ExpectedFrames(MediaInfo info, TimeSlice part)
    {
        var first = (int)Math.Min(int.MaxValue, part.Start * info.FrameRate);
        var last = (int)Math.Min(info.ExpectedFrames ?? 0, part.End * info.FrameRate);
        return Math.Max(0, last - first);
    }
}
