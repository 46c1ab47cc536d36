using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mien.Data.Prepared;

namespace Mien.Data.Augmentation;

/// <summary>Bilinear resampling of HWC pictures; outside the picture its border is repeated.</summary>
internal static class Resampling
{
    /// <summary>Values that must be readable behind the source: a pixel of three channels is loaded as four.</summary>
    public const int Padding = 4;

    /// <summary>Resamples; three channels in vectors, any other number in the plain way.</summary>
    public static void Bilinear(ReadOnlySpan<float> source, Span<float> target, MapShape shape, in PixelMap map)
    {
        if (shape.Channels == 3 && shape.Width > 1 && shape.Height > 1 && source.Length >= shape.Length + Padding)
        {
            BilinearOfThree(source, target, shape, map);
        }
        else
        {
            BilinearPlain(source, target, shape, map);
        }
    }

    /// <summary>The definition, one value after the other.</summary>
    public static void BilinearPlain(ReadOnlySpan<float> source, Span<float> target, MapShape shape, in PixelMap map)
    {
        var (height, width, channels) = shape;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (left, fx) = Place((map.XX * x) + (map.XY * y) + map.X0, width);
                var (top, fy) = Place((map.YX * x) + (map.YY * y) + map.Y0, height);
                var (right, bottom) = (Math.Min(left + 1, width - 1), Math.Min(top + 1, height - 1));
                for (var c = 0; c < channels; c++)
                {
                    var above = Between(
                        source[(((top * width) + left) * channels) + c],
                        source[(((top * width) + right) * channels) + c],
                        fx
                    );
                    var below = Between(
                        source[(((bottom * width) + left) * channels) + c],
                        source[(((bottom * width) + right) * channels) + c],
                        fx
                    );
                    target[(((y * width) + x) * channels) + c] = Between(above, below, fy);
                }
            }
        }
    }

    /// <summary>
    /// A pixel is three of four lanes; the fourth carries the next pixel's first value and is overwritten by the next
    /// store, save for the last pixel, which is stored lane by lane. Left and top neighbours stay one short of the edge,
    /// so that the border needs no case of its own.
    /// </summary>
    private static void BilinearOfThree(ReadOnlySpan<float> source, Span<float> target, MapShape shape, in PixelMap map)
    {
        var (height, width, _) = shape;
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, shape.Length);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var row = (nuint)(width * 3);
        var last = (height * width) - 1;
        var at = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++, at++)
            {
                var (left, fx) = Place((map.XX * x) + (map.XY * y) + map.X0, width);
                var (top, fy) = Place((map.YX * x) + (map.YY * y) + map.Y0, height);
                var corner = (nuint)(((top * width) + left) * 3);
                var rightward = Vector128.Create(fx);
                var above = Between(
                    Vector128.LoadUnsafe(ref from, corner),
                    Vector128.LoadUnsafe(ref from, corner + 3),
                    rightward
                );
                var below = Between(
                    Vector128.LoadUnsafe(ref from, corner + row),
                    Vector128.LoadUnsafe(ref from, corner + row + 3),
                    rightward
                );
                var value = Between(above, below, Vector128.Create(fy));
                if (at < last)
                {
                    value.StoreUnsafe(ref to, (nuint)(at * 3));
                }
                else
                {
                    target[at * 3] = value[0];
                    target[(at * 3) + 1] = value[1];
                    target[(at * 3) + 2] = value[2];
                }
            }
        }
    }

    /// <summary>The neighbour before a coordinate, at most the last but one, and the way from it, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Before, float Way) Place(float coordinate, int size)
    {
        coordinate = Math.Min(Math.Max(coordinate, 0), size - 1);
        var before = Math.Max(Math.Min((int)coordinate, size - 2), 0);
        return (before, coordinate - before);
    }

    private static float Between(float a, float b, float way) => a + ((b - a) * way);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Between(Vector128<float> a, Vector128<float> b, Vector128<float> way) =>
        a + ((b - a) * way);
}
