using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// Raw frames on a child's standard output, and the time stamp of each on its standard error, written by ffmpeg's
/// metadata filter just before the frame. What else appears on standard error is kept, the first line of it, as the
/// reason of a fault.
/// </summary>
internal sealed class StampedPipe : IDisposable
{
    private readonly Process _process;
    private readonly BlockingCollection<long> _stamps = [];
    private readonly StreamReader _messages;
    private readonly Thread _listener;
    private string? _complaint;

    public StampedPipe(IEnumerable<string> arguments)
    {
        _process = Ffmpeg.Start("ffmpeg", arguments);
        // Kept, since a process that is disposed no longer gives its streams, and the listener reads on to their end.
        _messages = _process.StandardError;
        _listener = new Thread(Listen) { IsBackground = true, Name = "ffmpeg messages" };
        _listener.Start();
    }

    /// <summary>Arguments that turn a decoded stream into what this class reads.</summary>
    public static string[] Output(FrameColor color) =>
        [
            "-map",
            "0:v:0",
            "-vf",
            "metadata=mode=add:key=m:value=1,metadata=mode=print:file=pipe\\\\:2:direct=1",
            // No frame is doubled or dropped to make the rate even.
            "-vsync",
            "passthrough",
            // The stream's own unit of time; in units of its mean rate two frames could fall together.
            "-enc_time_base",
            "-1",
            "-pix_fmt",
            Ffmpeg.PixelFormat(color),
            "-f",
            "rawvideo",
            "pipe:1",
        ];

    /// <summary>What ffmpeg said was wrong, if anything; complete once reading has ended.</summary>
    public string? Complaint => _complaint;

    /// <summary>Where to write when the input is a pipe.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Reads the next frame and its stamp, in units of the stream's time base; false at the end.</summary>
    public bool TryRead(ByteImage target, out long stamp)
    {
        var read = _process.StandardOutput.BaseStream.ReadAtLeast(target.Samples, target.Samples.Length, false);
        if (read == target.Samples.Length && _stamps.TryTake(out stamp, Timeout.Infinite))
        {
            return true;
        }

        stamp = 0;
        Finish(read > 0);
        return false;
    }

    /// <summary>Asks ffmpeg to end in an orderly way, as its user would from the keyboard; not with <c>-nostdin</c>.</summary>
    public void Quit()
    {
        try
        {
            Input.WriteByte((byte)'q');
            Input.Flush();
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // It had ended by itself.
        }
    }

    public void Dispose()
    {
        Ffmpeg.End(_process);
        _listener.Join();
        _stamps.Dispose();
    }

    private void Finish(bool cutFrame)
    {
        _process.WaitForExit();
        _listener.Join();
        if (_complaint == null && (cutFrame || _process.ExitCode != 0))
        {
            _complaint = $"it ended with code {_process.ExitCode}";
        }
    }

    private void Listen()
    {
        // "frame:12   pts:3072    pts_time:0.5", then "m=1", for every frame.
        while (_messages.ReadLine() is { } line)
        {
            // A message of another thread may stand before the stamp on its line.
            var start = line.IndexOf("frame:", StringComparison.Ordinal);
            if (start >= 0 && line.Contains("pts_time:", StringComparison.Ordinal))
            {
                _stamps.Add(ParseStamp(line[start..]));
            }
            else if (line.Length > 0 && line != "m=1")
            {
                _complaint ??= Ffmpeg.WithoutAddress(line);
            }
        }

        _stamps.CompleteAdding();
    }

    private static long ParseStamp(string line)
    {
        var start = line.IndexOf("pts:", StringComparison.Ordinal) + 4;
        var text = line.AsSpan(start).TrimStart();
        var end = text.IndexOf(' ');
        return long.TryParse(end < 0 ? text : text[..end], CultureInfo.InvariantCulture, out var pts)
            ? pts
            : long.MinValue;
    }
}
