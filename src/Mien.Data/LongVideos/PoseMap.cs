using System.Runtime.Intrinsics;
using Mien.Data.Twins;

namespace Mien.Data.LongVideos;

/// <summary>
/// Which place of the face at rest is seen at each pixel, for one pose of the head: turned, moved and grown in the
/// picture, and shifted by depth where the head turns. It is smooth, so every fourth pixel of every fourth row is computed
/// and the rest interpolated.
/// </summary>
internal sealed class PoseMap
{
    private const int Step = 4;

    private readonly FaceView _view;
    private readonly DepthMap _depth;
    private readonly int _columns;
    private readonly float[][] _xs = new float[2][];
    private readonly float[][] _ys = new float[2][];
    private readonly float[] _rowX;
    private readonly float[] _rowY;
    private HeadPose _pose;
    private int _upper;

    public PoseMap(FaceView view, DepthMap depth)
    {
        (_view, _depth, _columns) = (view, depth, (view.Width / Step) + 2);
        for (var i = 0; i < 2; i++)
        {
            (_xs[i], _ys[i]) = (new float[_columns], new float[_columns]);
        }

        (_rowX, _rowY) = (new float[_columns], new float[_columns]);
    }

    /// <summary>Begins a frame; rows are then asked for from above.</summary>
    public void Begin(HeadPose pose)
    {
        (_pose, _upper) = (pose, 0);
        Compute(0, 0);
        Compute(Step, 1);
    }

    /// <summary>Writes the places seen along a row.</summary>
    public void Row(int row, Span<float> xs, Span<float> ys)
    {
        for (; row >= _upper + Step; _upper += Step)
        {
            (_xs[0], _xs[1]) = (_xs[1], _xs[0]);
            (_ys[0], _ys[1]) = (_ys[1], _ys[0]);
            Compute(_upper + (2 * Step), 1);
        }

        var part = (row - _upper) / (float)Step;
        Blend(_xs, part, _rowX);
        Blend(_ys, part, _rowY);
        Spread(_rowX, xs);
        Spread(_rowY, ys);
    }

    /// <summary>The inverse of: shift by depth, grow and turn about the neck, move.</summary>
    private void Compute(int row, int line)
    {
        var (sin, cos) = MathF.SinCos((float)-_pose.Roll);
        var grown = 1 / (1 + (float)_pose.Nearer);
        var (pivotX, pivotY) = (_view.CentreX, _view.CentreY + (120 * _view.Scale));
        var (right, down) = ((float)_pose.Right * _view.Scale, (float)_pose.Down * _view.Scale);
        var (yaw, pitch) = ((float)Math.Sin(_pose.Yaw), (float)Math.Sin(_pose.Pitch));
        var py = row - down - pivotY;
        for (var i = 0; i < _columns; i++)
        {
            var px = (i * Step) - right - pivotX;
            var x = pivotX + (grown * ((cos * px) - (sin * py)));
            var y = pivotY + (grown * ((sin * px) + (cos * py)));
            var depth = _depth.At(x, y);
            _xs[line][i] = x - (yaw * depth);
            _ys[line][i] = y - (pitch * depth);
        }
    }

    private void Blend(float[][] lines, float part, float[] row)
    {
        for (var i = 0; i < _columns; i++)
        {
            row[i] = lines[0][i] + (part * (lines[1][i] - lines[0][i]));
        }
    }

    /// <summary>Four pixels a node; the picture's width is a multiple of four, or the last node's are cut.</summary>
    private static void Spread(float[] nodes, Span<float> row)
    {
        var parts = Vector128.Create(0, 0.25f, 0.5f, 0.75f);
        for (var x = 0; x < row.Length; x += Step)
        {
            var node = x / Step;
            var four = Vector128.Create(nodes[node]) + (parts * (nodes[node + 1] - nodes[node]));
            if (x + Step <= row.Length)
            {
                four.CopyTo(row[x..]);
                continue;
            }

            for (var i = x; i < row.Length; i++)
            {
                row[i] = four[i - x];
            }
        }
    }
}
