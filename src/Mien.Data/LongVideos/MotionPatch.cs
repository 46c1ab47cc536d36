using System.Numerics;
using Mien.Data.Twins;

namespace Mien.Data.LongVideos;

/// <summary>The part of a <see cref="SkinMotion"/> where something moves, read between pixels.</summary>
internal sealed class MotionPatch
{
    /// <summary>What moves by less than this share of the largest motion is left out.</summary>
    private const float Least = 0.003f;

    private readonly int _left;
    private readonly int _top;
    private readonly int _width;
    private readonly int _height;
    private readonly float[] _u;
    private readonly float[] _v;

    public MotionPatch(SkinMotion motion, FaceView view)
    {
        (_left, _top, var right, var bottom) = Extent(motion, view, Least * motion.Largest());
        (_width, _height) = (right - _left + 1, bottom - _top + 1);
        _u = Cut(motion.U, view);
        _v = Cut(motion.V, view);
    }

    /// <summary>Upper left and lower right corner of what moves.</summary>
    public (Vector2 First, Vector2 Last) Corners => (new(_left, _top), new(_left + _width - 1, _top + _height - 1));

    /// <summary>Adds the motion at a place, <paramref name="strength"/> times.</summary>
    public void Add(float x, float y, float strength, ref float u, ref float v)
    {
        var (dx, dy) = (x - _left, y - _top);
        if (dx < 0 || dy < 0 || dx >= _width - 1 || dy >= _height - 1)
        {
            return;
        }

        var (column, row) = ((int)dx, (int)dy);
        var (fx, fy) = (dx - column, dy - row);
        var at = (row * _width) + column;
        var (a, b) = (strength * (1 - fy), strength * fy);
        var (w00, w01, w10, w11) = (a * (1 - fx), a * fx, b * (1 - fx), b * fx);
        u += (w00 * _u[at]) + (w01 * _u[at + 1]) + (w10 * _u[at + _width]) + (w11 * _u[at + _width + 1]);
        v += (w00 * _v[at]) + (w01 * _v[at + 1]) + (w10 * _v[at + _width]) + (w11 * _v[at + _width + 1]);
    }

    private static (int Left, int Top, int Right, int Bottom) Extent(SkinMotion motion, FaceView view, float least)
    {
        var (left, top, right, bottom) = (view.Width - 2, view.Height - 2, 1, 1);
        for (var i = 0; i < motion.U.Length; i++)
        {
            if (MathF.Abs(motion.U[i]) > least || MathF.Abs(motion.V[i]) > least)
            {
                var (x, y) = (i % view.Width, i / view.Width);
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }

        return (left, top, Math.Max(left + 1, right), Math.Max(top + 1, bottom));
    }

    private float[] Cut(float[] plane, FaceView view)
    {
        var cut = new float[_width * _height];
        for (var row = 0; row < _height; row++)
        {
            plane.AsSpan(((_top + row) * view.Width) + _left, _width).CopyTo(cut.AsSpan(row * _width));
        }

        return cut;
    }
}
