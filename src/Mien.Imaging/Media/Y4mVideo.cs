using System.Globalization;
using System.Text;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// Uncompressed video in the YUV4MPEG2 format, read without any other program: gray (Cmono) and 8-bit 4:2:0, 4:2:2 and
/// 4:4:4, progressive. Colours are ITU-R BT.601; limited range is spread to 0..255 unless the header says XCOLORRANGE=FULL.
/// </summary>
public sealed class Y4mVideo : IFrameSource
{
    private const int MaxLine = 1024;

    private readonly FileStream _stream;
    private readonly long _firstFrame;
    private readonly byte[] _planes;
    private readonly int _chromaWidth;
    private readonly int _chromaHeight;
    private readonly YuvRange _range;
    private int _next;
    private int _delivered;

    private Y4mVideo(FileStream stream, Y4mHeader header, string path, FrameColor color)
    {
        _stream = stream;
        _firstFrame = stream.Position;
        _range = header.FullRange ? YuvRange.Full : YuvRange.Limited;
        (_chromaWidth, _chromaHeight) = header.ChromaSize;
        _planes = new byte[header.FrameBytes];
        Color = color;
        Info = new MediaInfo
        {
            Path = path,
            Width = header.Width,
            Height = header.Height,
            FrameRate = header.Rate,
            ExpectedFrames = (int)(
                (stream.Length - _firstFrame) / (header.FrameBytes + Y4mHeader.FrameMark.Length + 1)
            ),
            Codec = "y4m",
        };
    }

    /// <inheritdoc/>
    public MediaInfo Info { get; }

    /// <inheritdoc/>
    public FrameColor Color { get; }

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputFaultException">It is missing, or of a kind that is not read.</exception>
    public static Y4mVideo Open(string path, FrameColor color = FrameColor.Gray)
    {
        if (!File.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        try
        {
            return new Y4mVideo(stream, Y4mHeader.Parse(ReadLine(stream) ?? "", path), path, color);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryRead(ByteImage target, out FrameStamp stamp)
    {
        this.CheckTarget(target);
        stamp = new FrameStamp(_delivered, _next / Info.FrameRate);
        if (Fault != null || !ReadFrame())
        {
            return false;
        }

        Convert(target);
        _next++;
        _delivered++;
        return true;
    }

    /// <inheritdoc/>
    public void Seek(double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        _stream.Position = _firstFrame;
        Fault = null;
        var frame = (int)Math.Min(Math.Ceiling((seconds * Info.FrameRate) - 0.5), int.MaxValue);
        for (_next = 0; _next < frame && ReadFrame(); _next++) { }

        _delivered = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private bool ReadFrame()
    {
        var line = ReadLine(_stream);
        if (line == null)
        {
            return false;
        }

        if (!line.StartsWith(Y4mHeader.FrameMark, StringComparison.Ordinal))
        {
            Fault = $"{Info.Path} has no frame where frame {_next + 1} was expected: those before it were read.";
            return false;
        }

        if (_stream.ReadAtLeast(_planes, _planes.Length, throwOnEndOfStream: false) < _planes.Length)
        {
            Fault = $"{Info.Path} ends inside frame {_next + 1}: those before it were read.";
            return false;
        }

        return true;
    }

    private void Convert(ByteImage target)
    {
        var luma = _planes.AsSpan(0, Info.Width * Info.Height);
        if (Color == FrameColor.Gray)
        {
            _range.ToGray(luma, target.Samples);
        }
        else if (_chromaWidth == 0)
        {
            _range.ToGray(luma, luma);
            new ByteImage(Info.Width, Info.Height, 1, luma.ToArray()).ToRgb().Samples.CopyTo(target.Samples, 0);
        }
        else
        {
            var chroma = _chromaWidth * _chromaHeight;
            _range.ToRgb(
                luma,
                _planes.AsSpan(luma.Length, chroma),
                _planes.AsSpan(luma.Length + chroma),
                _chromaWidth,
                _chromaHeight,
                target
            );
        }
    }

    /// <summary>A line of ASCII without its line feed; null at the end of the file.</summary>
    private static string? ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (var value = stream.ReadByte(); value != '\n'; value = stream.ReadByte())
        {
            if (value < 0 || line.Length > MaxLine)
            {
                return line.Length == 0 ? null : line.ToString();
            }

            line.Append((char)value);
        }

        return line.ToString();
    }
}
