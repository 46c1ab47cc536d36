using System.Globalization;
using System.Text;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// Writes uncompressed video that ffmpeg, players and <see cref="Y4mVideo"/> read: gray frames as Cmono, colour frames as
/// C444 in full range (ITU-R BT.601).
/// </summary>
public sealed class Y4mWriter
{
    private readonly Stream _stream;
    private readonly int _width;
    private readonly int _height;
    private readonly int _channels;
    private readonly byte[] _planes;

    /// <summary>Starts a video on a stream; the caller keeps and closes the stream.</summary>
    /// <param name="stream">Where to write; <see cref="AtomicFile"/> gives one.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rate">Frames a second as a fraction, for example 25/1 or 30000/1001.</param>
    /// <param name="color">Gray or colour.</param>
    public Y4mWriter(Stream stream, int width, int height, (int Top, int Bottom) rate, FrameColor color)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate.Top, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate.Bottom, nameof(rate));
        (_stream, _width, _height, _channels) = (stream, width, height, color == FrameColor.Gray ? 1 : 3);
        _planes = new byte[PictureLimits.CountOf(width, height, _channels)];
        var kind = color == FrameColor.Gray ? "Cmono" : "C444 XCOLORRANGE=FULL";
        WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Y4mHeader.Magic} W{width} H{height} F{rate.Top}:{rate.Bottom} Ip A1:1 {kind}"
            )
        );
    }

    /// <summary>Adds a frame of the size and channels announced.</summary>
    public void Write(ByteImage frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != _width || frame.Height != _height || frame.Channels != _channels)
        {
            throw new ArgumentException("the frame has another size or other channels than the video", nameof(frame));
        }

        WriteLine(Y4mHeader.FrameMark);
        if (_channels == 1)
        {
            _stream.Write(frame.Samples);
            return;
        }

        Split(frame);
        _stream.Write(_planes);
    }

    private void Split(ByteImage frame)
    {
        var count = _width * _height;
        for (var i = 0; i < count; i++)
        {
            var (r, g, b) = (frame.Samples[3 * i], frame.Samples[(3 * i) + 1], frame.Samples[(3 * i) + 2]);
            var luma = (0.299f * r) + (0.587f * g) + (0.114f * b);
            _planes[i] = ToByte(luma);
            _planes[count + i] = ToByte(128 + ((b - luma) / 1.772f));
            _planes[(2 * count) + i] = ToByte(128 + ((r - luma) / 1.402f));
        }
    }

    private void WriteLine(string line) => _stream.Write(Encoding.ASCII.GetBytes(line + "\n"));

    private static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
