using Mien.Data.Datasets;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>
/// The frames of a clip by number, whether it is stored as pictures (the numbers in their names) or as a video (counted
/// from 1). Frames come one at a time in one picture that is used again.
/// </summary>
/// <param name="clip">The clip.</param>
/// <param name="isWhole">Whether all frames there are belong to it, or those from its onset to its offset.</param>
internal sealed class ClipReader(Clip clip, bool isWhole = false)
{
    /// <summary>The clip as messages name it.</summary>
    public string Name => $"{clip.Dataset} {clip.Subject}/{clip.Name}";

    /// <summary>Number of the first frame to look at; a video's may begin later, where its part does.</summary>
    public int First =>
        clip.Onset is { } onset && !IsAll ? onset
        : clip.Frames.Count > 0 ? clip.Frames[0].Number
        : 1;

    /// <summary>Number of the last frame to look at; the last one there is when none is annotated.</summary>
    public int Last =>
        clip.Offset is { } offset && !IsAll ? offset
        : clip.Frames.Count > 0 ? clip.Frames[^1].Number
        : int.MaxValue;

    // A dataset's video holds many clips, so the annotated range is what belongs to one of them.
    private bool IsAll => isWhole && (clip.Video is null || clip.Dataset == MediaClip.Dataset);

    /// <summary>A frame of its own.</summary>
    public ByteImage Read(int number)
    {
        foreach (var (found, frame) in Range(number, number))
        {
            return found == number ? frame : throw Missing(number);
        }

        throw Missing(number);
    }

    /// <summary>The frames from one number to another, both included; the picture is overwritten by the next.</summary>
    public IEnumerable<(int Number, ByteImage Frame)> Range(int first, int last) =>
        clip.Video is null ? PicturesOf(first, last) : FramesOf(clip.Video, clip.VideoPart, first, last);

    /// <summary>SHA-256 over the content that frames of these numbers are read from.</summary>
    public string HashOf(int first, int last, Func<string, string> hashOfFile)
    {
        if (clip.Video is not null)
        {
            return $"{hashOfFile(clip.Video)} {clip.VideoPart}";
        }

        var frames = clip.Frames.Where(frame => frame.Number >= first && frame.Number <= last);
        return ContentHash.Of(string.Join('\n', frames.Select(frame => $"{frame.Number} {hashOfFile(frame.Path)}")));
    }

    private IEnumerable<(int, ByteImage)> PicturesOf(int first, int last)
    {
        var frames = clip.Frames.Where(frame => frame.Number >= first && frame.Number <= last).ToArray();
        if (frames.Length == 0)
        {
            throw Missing(first);
        }

        using var source = FrameFiles.Open([.. frames.Select(frame => frame.Path)]);
        var picture = source.CreateFrame();
        for (var i = 0; source.TryRead(picture, out _); i++)
        {
            yield return (frames[i].Number, picture);
        }

        ThrowOnFault(source);
    }

    private static IEnumerable<(int, ByteImage)> FramesOf(string path, TimeSlice part, int first, int last)
    {
        using var source = FrameSources.Open(path);
        var picture = source.CreateFrame();
        for (var number = 1; number <= last && source.TryRead(picture, out var stamp); number++)
        {
            if (stamp.Seconds > part.End)
            {
                yield break;
            }

            if (number >= first && stamp.Seconds >= part.Start)
            {
                yield return (number, picture);
            }
        }

        ThrowOnFault(source);
    }

    private static void ThrowOnFault(IFrameSource source)
    {
        if (source.Fault is { } fault)
        {
            throw new InputFaultException(fault);
        }
    }

    /// <summary>The sentence for a frame that is not there.</summary>
    public InputFaultException Missing(int number) =>
        new($"{Name} has no frame {number}: restore it, or run mien doctor on the dataset.");
}
