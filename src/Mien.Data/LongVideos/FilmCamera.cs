using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.LongVideos;

/// <summary>
/// Films a <see cref="FilmFace"/> in grey. Every pixel is traced back once, through pose and skin, to the face at rest and
/// read there by Catmull and Rom's cubics, so that texture is as sharp in motion as at rest. Serves one thread; a frame
/// allocates nothing.
/// </summary>
internal sealed class FilmCamera
{
    private readonly FilmFace _face;
    private readonly int _width;
    private readonly int _height;
    private readonly PoseMap _pose;
    private readonly float[] _xs;
    private readonly float[] _ys;
    private readonly float[] _row;

    public FilmCamera(FilmFace face)
    {
        (_face, _width, _height) = (face, face.View.Width, face.View.Height);
        _pose = new PoseMap(face.View, face.Depth);
        (_xs, _ys, _row) = (new float[_width], new float[_width], new float[_width]);
    }

    /// <summary>Films one frame.</summary>
    /// <param name="moment">What is to be seen.</param>
    /// <param name="random">What the camera's noise is drawn from.</param>
    /// <param name="picture">Grey, of the view's size; overwritten.</param>
    public void Film(in FilmMoment moment, RandomStream random, ByteImage picture)
    {
        _pose.Begin(moment.Pose);
        for (var row = 0; row < _height; row++)
        {
            _pose.Row(row, _xs, _ys);
            FilmRow(moment, row);
            SensorNoise.Develop(_row, moment.Light, moment.Noise, random, picture.Row(row));
        }
    }

    private void FilmRow(in FilmMoment moment, int row)
    {
        var mouth = new MouthOpening(_face.Mouth, _face.View.Scale, moment.LipGap);
        var background = _face.Background.AsSpan(row * _width, _width);
        for (var column = 0; column < _width; column++)
        {
            var (x, y) = (_xs[column], _ys[column]);
            var kind = KindAt(x, y);
            _row[column] = kind == FilmFace.Wall ? background[column] : Trace(moment, mouth, x, y, background[column]);
        }
    }

    private byte KindAt(float x, float y)
    {
        var column = Math.Clamp((int)(x + 0.5f), 0, _width - 1);
        var row = Math.Clamp((int)(y + 0.5f), 0, _height - 1);
        return _face.Kinds[(row * _width) + column];
    }

    private float Trace(in FilmMoment moment, in MouthOpening mouth, float x, float y, float background)
    {
        var (u, v) = (0f, 0f);
        foreach (var (patch, strength) in moment.Motions)
        {
            patch.Add(x, y, strength, ref u, ref v);
        }

        (x, y) = (x - u, y - v);
        var (inside, level) = mouth.Gap < 0.5f || mouth.IsFar(x, y) ? (0, 0) : mouth.Trace(x, ref y);
        x = Math.Clamp(x, 1, _width - 2.001f);
        y = Math.Clamp(y, 1, _height - 2.001f);
        var person = KindAt(x, y) switch
        {
            FilmFace.Eye => EyeAt(moment, x, y),
            FilmFace.Inside => Cubic(_face.Person, x, y),
            _ => Covered(x, y, background),
        };
        return inside > 0 ? person + (inside * (MouthInside(level) - person)) : person;
    }

    private float Covered(float x, float y, float background)
    {
        var cover = Linear(_face.Cover, x, y);
        return background + (cover * (Cubic(_face.Person, x, y) - background));
    }

    /// <summary>Lids, the eyeball that turns behind them, and over both the lid that comes down in a blink.</summary>
    private float EyeAt(in FilmMoment moment, float x, float y)
    {
        var share = Linear(_face.BallShare, x, y);
        var open = Cubic(_face.Person, x, y);
        if (share > 0.001f)
        {
            open += share * Linear(_face.Ball, x - moment.Pupils.Right, y - moment.Pupils.Down);
        }

        if (moment.Shut <= 0)
        {
            return open;
        }

        var level = Linear(_face.LidLevel, x, y);
        var shut = level is > 1.4f or < -1.5f ? 0 : 1 / (1 + MathF.Exp((level - (moment.Shut * 1.25f)) * 12));
        return open + (shut * (Cubic(_face.Shut, x, y) - open));
    }

    /// <summary>Upper teeth above the dark.</summary>
    private static float MouthInside(float level) => 38 + (120 / (1 + MathF.Exp((level - 0.36f) * 22)));

    private float Linear(float[] plane, float x, float y)
    {
        var (cx, cy) = (Math.Clamp(x, 0, _width - 1.001f), Math.Clamp(y, 0, _height - 1.001f));
        var (column, row) = ((int)cx, (int)cy);
        var (fx, fy) = (cx - column, cy - row);
        var at = (row * _width) + column;
        var above = plane[at] + (fx * (plane[at + 1] - plane[at]));
        var below = plane[at + _width] + (fx * (plane[at + _width + 1] - plane[at + _width]));
        return above + (fy * (below - above));
    }

    /// <summary>Four rows of four pixels: each row is weighted down, the sum across.</summary>
    private float Cubic(float[] plane, float x, float y)
    {
        var (column, row) = ((int)x, (int)y);
        var (wx, wy) = (Weights(x - column), Weights(y - row));
        ref var first = ref MemoryMarshal.GetArrayDataReference(plane);
        var at = (nuint)(((row - 1) * _width) + column - 1);
        var width = (nuint)_width;
        var sum = Vector128.LoadUnsafe(ref first, at) * wy[0];
        sum += Vector128.LoadUnsafe(ref first, at + width) * wy[1];
        sum += Vector128.LoadUnsafe(ref first, at + (2 * width)) * wy[2];
        sum += Vector128.LoadUnsafe(ref first, at + (3 * width)) * wy[3];
        return Vector128.Dot(sum, wx);
    }

    /// <summary>Catmull and Rom's weights of the four pixels around a place, as cubics of where it lies between the middle two.</summary>
    private static Vector128<float> Weights(float t)
    {
        var cubic = Vector128.Create(-0.5f, 1.5f, -1.5f, 0.5f);
        var square = Vector128.Create(1f, -2.5f, 2f, -0.5f);
        var linear = Vector128.Create(-0.5f, 0f, 0.5f, 0f);
        var constant = Vector128.Create(0f, 1f, 0f, 0f);
        return (((((cubic * t) + square) * t) + linear) * t) + constant;
    }
}
