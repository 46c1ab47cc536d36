using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// 8-bit luma and chroma to 0..255 (ITU-R BT.601): limited range has luma 16..235 and chroma 16..240, full range 0..255.
/// </summary>
internal sealed class YuvRange
{
    private readonly float _black;
    private readonly float _lumaScale;
    private readonly float _chromaScale;
    private readonly byte[] _gray = new byte[256];

    private YuvRange(float black, float lumaScale, float chromaScale)
    {
        (_black, _lumaScale, _chromaScale) = (black, lumaScale, chromaScale);
        for (var i = 0; i < 256; i++)
        {
            _gray[i] = ToByte((i - black) * lumaScale);
        }
    }

    public static YuvRange Limited { get; } = new(16, 255f / 219, 255f / 224);

    public static YuvRange Full { get; } = new(0, 1, 1);

    public void ToGray(ReadOnlySpan<byte> luma, Span<byte> gray)
    {
        for (var i = 0; i < luma.Length; i++)
        {
            gray[i] = _gray[luma[i]];
        }
    }

    /// <summary>Each colour sample covers a block of pixels, as large as the planes' sizes say.</summary>
    public void ToRgb(
        ReadOnlySpan<byte> luma,
        ReadOnlySpan<byte> blue,
        ReadOnlySpan<byte> red,
        int chromaWidth,
        int chromaHeight,
        ByteImage target
    )
    {
        var (across, down) = (
            (target.Width + chromaWidth - 1) / chromaWidth,
            (target.Height + chromaHeight - 1) / chromaHeight
        );
        for (var y = 0; y < target.Height; y++)
        {
            for (var x = 0; x < target.Width; x++)
            {
                var chroma = (y / down * chromaWidth) + (x / across);
                var l = (luma[(y * target.Width) + x] - _black) * _lumaScale;
                var (b, r) = ((blue[chroma] - 128) * _chromaScale, (red[chroma] - 128) * _chromaScale);
                var pixel = target.Pixel(x, y);
                pixel[0] = ToByte(l + (1.402f * r));
                pixel[1] = ToByte(l - (0.344136f * b) - (0.714136f * r));
                pixel[2] = ToByte(l + (1.772f * b));
            }
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
