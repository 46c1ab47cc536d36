using System.Globalization;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// A camera, read through ffmpeg, which at the same time writes what it sees to a file, so that moments can be looked up
/// again. Gray frames with their own times. It cannot be rewound.
/// </summary>
public sealed class Camera : IFrameSource
{
    private const string MadeUp = "lavfi:";
    private static readonly string[] Recording = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "14", "-an"];

    private readonly VideoProbe _probe;
    private readonly StampedPipe _pipe;
    private double? _first;
    private double _last;
    private int _delivered;
    private bool _ended;
    private bool _stopped;

    private Camera(VideoProbe probe, StampedPipe pipe) => (_probe, _pipe) = (probe, pipe);

    /// <inheritdoc/>
    public MediaInfo Info => _probe.Info;

    /// <inheritdoc/>
    public FrameColor Color => FrameColor.Gray;

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <summary>Starts a camera.</summary>
    /// <param name="options">Which.</param>
    /// <param name="recording">The file to record to, Matroska; overwritten.</param>
    /// <exception cref="InputFaultException">There is no such camera, or ffmpeg is not installed.</exception>
    public static Camera Start(CameraOptions options, string recording)
    {
        ArgumentNullException.ThrowIfNull(options);
        var input = InputOf(options);
        var probe = VideoProbe.Of(input, $"The camera '{options.Device}'");
        string[] limit = options.Seconds is { } seconds ? ["-t", Text(seconds)] : [];
        string[] file = ["-map", "0:v:0", .. Recording, "-f", "matroska", "-y", Ffmpeg.Local(recording)];
        var pipe = new StampedPipe([.. input, .. limit, .. file, .. limit, .. StampedPipe.Output(FrameColor.Gray)]);
        return new Camera(probe with { Info = probe.Info with { Path = recording, ExpectedFrames = null } }, pipe);
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

        if (!_pipe.TryRead(target, out var pts))
        {
            _ended = true;
            // Ctrl-C in a terminal reaches ffmpeg too, which then ends with a code of its own.
            Fault =
                !_stopped && _pipe.Complaint is { } complaint
                    ? $"The camera ended ({complaint}): the frames until then were read."
                    : null;
            return false;
        }

        var now = pts == long.MinValue ? _last + (1 / Info.FrameRate) : pts * _probe.TimeBase;
        _first ??= now;
        // A clock that jumps back must not stop time.
        _last = _delivered == 0 ? 0 : Math.Max(_last + 1e-6, now - _first.Value);
        stamp = new FrameStamp(_delivered++, _last);
        return true;
    }

    /// <summary>Ends the recording in an orderly way; frames that are under way can still be read.</summary>
    public void Stop()
    {
        if (!_stopped)
        {
            _stopped = true;
            _pipe.Quit();
        }
    }

    /// <inheritdoc/>
    public void Seek(double seconds) => throw new NotSupportedException("a camera cannot be rewound");

    /// <inheritdoc/>
    public void Dispose() => _pipe.Dispose();

    private static string[] InputOf(CameraOptions options)
    {
        var device = options.Device;
        if (device.StartsWith(MadeUp, StringComparison.Ordinal))
        {
            return ["-f", "lavfi", "-i", device[MadeUp.Length..]];
        }

        string[] size = options.Size is { } wanted ? ["-video_size", wanted] : [];
        string[] rate = options.Rate is { } frames ? ["-framerate", Text(frames)] : [];
        if (OperatingSystem.IsMacOS())
        {
            string[] usual = rate.Length > 0 ? rate : ["-framerate", "30"];
            return ["-f", "avfoundation", .. size, .. usual, "-i", $"{(device.Length > 0 ? device : "0")}:none"];
        }

        if (OperatingSystem.IsWindows())
        {
            return device.Length > 0
                ? ["-f", "dshow", .. size, .. rate, "-i", $"video={device}"]
                : throw new InputFaultException(
                    "--camera needs the camera's name on Windows: ffmpeg -list_devices true -f dshow -i dummy lists them."
                );
        }

        var path =
            int.TryParse(device, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? $"/dev/video{number}"
            : device.Length > 0 ? device
            : "/dev/video0";
        return File.Exists(path)
            ? ["-f", "v4l2", .. size, .. rate, "-i", path]
            : throw new InputFaultException(
                $"There is no camera {path}: look for /dev/video*, and name it with --camera."
            );
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
