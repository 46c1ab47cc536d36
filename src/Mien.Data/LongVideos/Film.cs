using System.Runtime.InteropServices;
using Mien.Data.Twins;
using Mien.Imaging.Pictures;

namespace Mien.Data.LongVideos;

/// <summary>
/// The frames of a scene, one after the other, into one picture. Motion fields are made when their expression begins and
/// dropped when it ends, so an hour needs the memory of a moment.
/// </summary>
internal sealed class Film
{
    private const double EyeballRadius = 12;

    private readonly Scene _scene;
    private readonly FilmFace _face;
    private readonly FilmCamera _camera;
    private readonly MotionPatch _spread;
    private readonly MotionPatch _lidFold;
    private readonly Dictionary<ShownExpression, MotionPatch> _showing = [];
    private readonly List<(MotionPatch, float)> _motions = [];

    public Film(Scene scene)
    {
        _scene = scene;
        _face = new FilmFace(scene.Look, scene.View);
        _camera = new FilmCamera(_face);
        _spread = new MotionPatch(SkinMotion.Of(scene.Look, scene.View, [(20, 1, 1)], 1), scene.View);
        _lidFold = new MotionPatch(SkinMotion.OfBlink(scene.Look, scene.View, 1), scene.View);
    }

    /// <summary>Films a frame.</summary>
    public void Shoot(int frame, ByteImage picture)
    {
        var seconds = frame / (double)_scene.FrameRate;
        var (gazeRight, gazeDown) = _scene.Gaze.At(seconds);
        var pose = _scene.Head.At(seconds);
        // Lids follow a glance downward.
        var shut = Math.Max(_scene.Blinks.At(seconds), Math.Clamp(1.6 * gazeDown, 0, 0.3));
        FindMotions(frame, seconds, (float)_scene.Blinks.At(seconds));
        var moment = new FilmMoment
        {
            Pose = pose,
            Shut = (float)shut,
            Pupils = (PupilAt(gazeRight - pose.Yaw), PupilAt(gazeDown - pose.Pitch)),
            LipGap = (float)_scene.Talk.OpeningAt(seconds) * _scene.View.Scale,
            Light = (float)_scene.Lamp.At(seconds),
            Noise = (float)_scene.Noise,
            Motions = CollectionsMarshal.AsSpan(_motions),
        };
        _camera.Film(moment, _scene.Random.Derive((ulong)frame), picture);
    }

    /// <summary>Eyes stay on what they look at while the head turns.</summary>
    private float PupilAt(double angle) => (float)(EyeballRadius * Math.Sin(angle) * _scene.View.Scale);

    private void FindMotions(int frame, double seconds, float blink)
    {
        _motions.Clear();
        foreach (var expression in _scene.Expressions)
        {
            var strength = expression.StrengthAt(frame);
            if (strength > 0)
            {
                _motions.Add((PatchOf(expression), strength));
            }
            else if (frame > expression.Truth.Offset)
            {
                _showing.Remove(expression);
            }
        }

        var spread = (float)_scene.Talk.SpreadAt(seconds) * _scene.View.Scale;
        Add(_spread, spread);
        Add(_lidFold, blink * _scene.LidFold * _scene.CropPixel);
    }

    private void Add(MotionPatch patch, float strength)
    {
        if (strength != 0)
        {
            _motions.Add((patch, strength));
        }
    }

    private MotionPatch PatchOf(ShownExpression expression)
    {
        if (!_showing.TryGetValue(expression, out var patch))
        {
            var size = (float)expression.Truth.Peak! * _scene.CropPixel;
            patch = new MotionPatch(SkinMotion.Of(_scene.Look, _scene.View, expression.Units, size), _scene.View);
            _showing.Add(expression, patch);
        }

        return patch;
    }
}
