using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>JPEG or BMP files decoded by one ffmpeg; a thread of ours feeds it their bytes.</summary>
internal sealed class FfmpegPictures : IDisposable
{
    private readonly IReadOnlyList<string> _paths;
    private readonly int _first;
    private readonly MediaInfo _info;
    private readonly StampedPipe _pipe;
    private readonly Stream _input;
    private readonly Thread _feeder;
    private string? _fault;
    private volatile bool _stopped;

    public FfmpegPictures(IReadOnlyList<string> paths, int first, MediaInfo info, FrameColor color)
    {
        _paths = paths;
        _first = first;
        _info = info;
        var codec = paths[0].EndsWith(".bmp", StringComparison.OrdinalIgnoreCase) ? "bmp" : "mjpeg";
        // At one frame a second a stamp is the number of the picture, so a picture that cannot be decoded shows as a gap.
        string[] input = ["-f", "image2pipe", "-framerate", "1", "-c:v", codec, "-i", "pipe:0"];
        _pipe = new StampedPipe([.. input, .. StampedPipe.Output(color)]);
        _input = _pipe.Input;
        _feeder = new Thread(Feed) { IsBackground = true, Name = "ffmpeg pictures" };
        _feeder.Start();
    }

    /// <summary>Reads the next picture, which must be that of the index; a sentence when it cannot be had.</summary>
    public string? Read(ByteImage target, int index)
    {
        if (_pipe.TryRead(target, out var number) && number + _first == index)
        {
            return null;
        }

        return _fault ?? $"{_paths[index]} is damaged ({_pipe.Complaint ?? "it holds no picture"}): check the file.";
    }

    public void Dispose()
    {
        _stopped = true;
        _pipe.Dispose();
        _feeder.Join();
    }

    private void Feed()
    {
        try
        {
            using var input = _input;
            for (var i = _first; i < _paths.Count && !_stopped; i++)
            {
                var bytes = PictureLimits.ReadFile(_paths[i]);
                var (width, height) = PictureHeader.ReadSize(bytes);
                if (width != _info.Width || height != _info.Height)
                {
                    _fault = FrameFiles.OtherSize(_paths[i], width, height);
                    return;
                }

                if (PictureHeader.IsCutBmp(bytes))
                {
                    return;
                }

                input.Write(bytes);
            }
        }
        catch (InputFaultException fault)
        {
            _fault = fault.Message;
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // ffmpeg ended first, and its reader tells why; or the reader has had enough.
        }
    }
}
