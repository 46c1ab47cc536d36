using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// Frames in order, one at a time, into a picture of the caller's: hours of video need the memory of a few frames. One
/// source serves one thread.
/// </summary>
public interface IFrameSource : IDisposable
{
    /// <summary>What is known before reading.</summary>
    MediaInfo Info { get; }

    /// <summary>What frames are made of.</summary>
    FrameColor Color { get; }

    /// <summary>
    /// Null while all is well. After the last good frame of a damaged or truncated source: one sentence that says what
    /// is wrong, where, and what to do.
    /// </summary>
    string? Fault { get; }

    /// <summary>Reads the next frame.</summary>
    /// <param name="target">A picture of the source's size and channels; overwritten.</param>
    /// <param name="stamp">When the frame was shown.</param>
    /// <returns>False after the last frame; then <see cref="Fault"/> says whether it was the proper end.</returns>
    bool TryRead(ByteImage target, out FrameStamp stamp);

    /// <summary>Goes to a time: the next frame read is the one shown nearest to it.</summary>
    /// <param name="seconds">Since the first frame of the source, at least 0.</param>
    void Seek(double seconds);
}
