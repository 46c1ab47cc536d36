using System.Globalization;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// A video file, decoded by ffmpeg: every stored frame once, in the order of its time, with its own time stamp, turned
/// as the rotation flag says. Limited-range video is spread to 0..255.
/// </summary>
public sealed class VideoFile : IFrameSource
{
    private readonly VideoProbe _probe;
    private StampedPipe? _pipe;
    private double _from;
    private int _delivered;
    private double _last;
    private bool _ended;

    private VideoFile(VideoProbe probe, FrameColor color)
    {
        _probe = probe;
        Color = color;
    }

    /// <inheritdoc/>
    public MediaInfo Info => _probe.Info;

    /// <inheritdoc/>
    public FrameColor Color { get; }

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <summary>Opens a video.</summary>
    /// <exception cref="InputFaultException">It is missing, holds no video, or ffmpeg is not installed.</exception>
    public static VideoFile Open(string path, FrameColor color = FrameColor.Gray)
    {
        if (!File.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        return new VideoFile(VideoProbe.Of(path), color);
    }

    /// <inheritdoc/>
    public bool TryRead(ByteImage target, out FrameStamp stamp)
    {
        this.CheckTarget(target);
        stamp = default;
        if (_ended)
        {
            return false;
        }

        _pipe ??= Start();
        if (!_pipe.TryRead(target, out var pts))
        {
            End();
            return false;
        }

        // A frame without a stamp of its own follows the one before by the mean distance.
        _last = pts == long.MinValue ? _last + (1 / Info.FrameRate) : (pts * _probe.TimeBase) - _probe.Start;
        stamp = new FrameStamp(_delivered++, _last);
        return true;
    }

    /// <inheritdoc/>
    public void Seek(double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        Dispose();
        // Half a frame earlier, so that rounding does not lose the frame at exactly this time.
        _from = Math.Max(0, seconds - (0.5 / Info.FrameRate));
        (_delivered, _last, _ended, Fault) = (0, _from, false, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pipe?.Dispose();
        _pipe = null;
    }

    private StampedPipe Start()
    {
        var offset = _from + _probe.Start - _probe.ContainerStart;
        string[] seek = _from > 0 ? ["-ss", offset.ToString("F6", CultureInfo.InvariantCulture)] : [];
        string[] input = ["-nostdin", .. seek, "-copyts", "-i", Ffmpeg.Local(Info.Path)];
        return new StampedPipe([.. input, .. StampedPipe.Output(Color)]);
    }

    private void End()
    {
        _ended = true;
        if (_pipe!.Complaint is { } complaint)
        {
            Fault =
                $"{Info.Path} is damaged or cut ({complaint}): the {_delivered} frames that could be decoded were read, so check the file or go on with those.";
        }
    }
}
