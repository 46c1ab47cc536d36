using Mien.Data.Twins;

namespace Mien.Data.LongVideos;

/// <summary>
/// How far each point of a face stands in front of the axis that a head turns about, in pixels: a dome with a nose on it;
/// nothing below the chin, which does not turn with the head. A turn by a small angle moves a point by the angle's sine
/// times this.
/// </summary>
internal sealed class DepthMap
{
    private const int Step = 4;

    private readonly int _columns;
    private readonly int _rows;
    private readonly float[] _depths;

    public DepthMap(FaceView view)
    {
        (_columns, _rows) = ((view.Width / Step) + 2, (view.Height / Step) + 2);
        _depths = new float[_columns * _rows];
        for (var i = 0; i < _depths.Length; i++)
        {
            var (x, y) = (view.MillimetresX(i % _columns * Step), view.MillimetresY(i / _columns * Step));
            _depths[i] = view.Scale * Millimetres(x, y);
        }
    }

    /// <summary>The depth at a place between pixels; beyond the picture that of its edge.</summary>
    public float At(float x, float y)
    {
        var (cx, cy) = (Math.Clamp(x / Step, 0, _columns - 1.001f), Math.Clamp(y / Step, 0, _rows - 1.001f));
        var (column, row) = ((int)cx, (int)cy);
        var (fx, fy) = (cx - column, cy - row);
        var at = (row * _columns) + column;
        var above = _depths[at] + (fx * (_depths[at + 1] - _depths[at]));
        var below = _depths[at + _columns] + (fx * (_depths[at + _columns + 1] - _depths[at + _columns]));
        return above + (fy * (below - above));
    }

    private static float Millimetres(float x, float y)
    {
        var away = Strokes.Square(x / 84) + Strokes.Square((y - 14) / 124);
        var dome = 60 * Math.Max(0, 1 - away) * Math.Max(0, 1 - (0.3f * away));
        var nose = 18 * Strokes.Bump(x, y - 38, 13, 20);
        return (20 + dome + nose) * Strokes.Soft(26, 112 - y);
    }
}
