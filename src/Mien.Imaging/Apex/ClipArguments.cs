using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>Checks that apex methods share.</summary>
internal static class ClipArguments
{
    /// <summary>A clip has frames, all of one size.</summary>
    public static void Check(IReadOnlyList<Plane> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count == 0 || frames.Any(frame => !frame.HasSizeOf(frames[0])))
        {
            throw new ArgumentException("a clip has at least one frame, and all of one size", nameof(frames));
        }
    }
}
