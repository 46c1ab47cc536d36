using Mien.Data.Synthetic;
using static Mien.Data.Twins.Strokes;

namespace Mien.Data.Twins;

/// <summary>
/// Draws a face from gradients and noise: nobody's face, but with the texture that optical flow needs on skin, brows,
/// eyes, nose and mouth. Lengths are millimetres around the point between the pupils; shades are factors of the skin's
/// tone. The parts are painted in the order in which they cover each other.
/// </summary>
internal sealed class FacePainter
{
    private readonly FaceLook _look;
    private readonly FaceTexture _texture;
    private readonly FaceView _view;
    private readonly ValueNoise _noise;
    private readonly EyePainter _eyePainter;
    private readonly (float X, float Y)[] _eyes;
    private readonly (float X, float Y) _mouth;
    private readonly float _mouthHalf;
    private readonly float[] _brows;
    private readonly float[] _spots;

    private FacePainter(FaceLook look, FaceView view)
    {
        (_look, _view) = (look, view);
        _texture = new FaceTexture(view);
        _noise = new ValueNoise(look.Seed);
        _eyePainter = new EyePainter(look);
        _eyes = [look.Place(Anchor.Eye, -1), look.Place(Anchor.Eye, 1)];
        var (left, right) = (look.Place(Anchor.MouthCorner, -1), look.Place(Anchor.MouthCorner, 1));
        _mouth = ((left.X + right.X) / 2, (left.Y + right.Y) / 2);
        _mouthHalf = (right.X - left.X) / 2;
        _brows = new float[view.Width * view.Height];
        _spots = new float[view.Width * view.Height];
    }

    /// <summary>Draws a face with all processors.</summary>
    public static FaceTexture Paint(FaceLook look, FaceView view)
    {
        var painter = Begin(look, view);
        Parallel.For(0, view.Height, painter.PaintRow);
        return painter._texture;
    }

    /// <summary>Draws a face on the calling thread.</summary>
    public static FaceTexture PaintAlone(FaceLook look, FaceView view)
    {
        var painter = Begin(look, view);
        for (var row = 0; row < view.Height; row++)
        {
            painter.PaintRow(row);
        }

        return painter._texture;
    }

    private static FacePainter Begin(FaceLook look, FaceView view)
    {
        var painter = new FacePainter(look, view);
        painter.ScatterSpots();
        painter.GrowBrows();
        return painter;
    }

    private void PaintRow(int row)
    {
        var y = _view.MillimetresY(row);
        for (var column = 0; column < _view.Width; column++)
        {
            var x = _view.MillimetresX(column);
            var at = (row * _view.Width) + column;
            PaintWall(at, x, y);
            var (colour, cover) = Head(x, y, at);
            var eye = _eyePainter.Paint(x, y, colour);
            Store(_texture.Open, at, eye.Open, cover);
            Store(_texture.Lids, at, eye.Lids, cover);
            Store(_texture.Closed, at, eye.Closed, cover);
            _texture.LidLevel[at] = eye.Level;
        }
    }

    private void PaintWall(int at, float x, float y)
    {
        var shade = 128 + (22 * MathF.Sin((x + 60) / 170)) - (y / 14) + (7 * _noise.Layers(x / 40, y / 40, 4, 0.55f));
        Store(_texture.Wall, at, (shade, shade * 1.01f, shade * 1.03f), 1);
    }

    private static void Store(float[] target, int at, (float R, float G, float B) colour, float cover) =>
        (target[4 * at], target[(4 * at) + 1], target[(4 * at) + 2], target[(4 * at) + 3]) = (
            colour.R,
            colour.G,
            colour.B,
            cover
        );

    private ((float R, float G, float B) Colour, float Cover) Head(float x, float y, int at)
    {
        var face = Inside(x / _look.FaceWidth, (y - 18) / _look.FaceHeight, Jaw(x, y));
        var ears = Math.Max(Inside((x - 70) / 9, (y - 12) / 19, 0), Inside((x + 70) / 9, (y - 12) / 19, 0));
        var neck = Soft(3, 44 - MathF.Abs(x)) * Soft(4, y - 92);
        var shoulders = Soft(4, y - 128 - (0.0032f * x * x));
        var skull = Inside(x / (_look.FaceWidth + 11), (y + 12) / (_look.FaceHeight + 12), 0);
        var colour = Skin(x, y, at);
        var neckShade = Soft(10, y - 104) * (1 - face);
        colour = Scaled(colour, 1 - (0.38f * neckShade));
        colour = Mix(colour, Hair(x, y), HairCover(x, y, face) * skull);
        colour = Mix(colour, Clothes(x, y), shoulders * (1 - face));
        return (colour, Math.Clamp(Math.Max(Math.Max(Math.Max(face, skull), Math.Max(neck, shoulders)), ears), 0, 1));
    }

    /// <summary>The face narrows towards the chin.</summary>
    private float Jaw(float x, float y) => y < 40 ? 0 : 0.3f * (y - 40) / 78 * MathF.Abs(x) / _look.FaceWidth;

    private (float R, float G, float B) Skin(float x, float y, int at)
    {
        var shade = Light(x, y) + Relief(x, y) + Grain(x, y) - (0.9f * _brows[at]) - _spots[at];
        var (r, g, b) = Scaled(_look.Skin, shade);
        var blush = 9 * (Bump(MathF.Abs(x) - 38, y - 34, 20, 15) + (0.6f * Bump(x, y - 41, 11, 9)));
        var skin = (r + blush, g - (0.3f * blush), b - (0.2f * blush));
        skin = Mix(skin, _look.Hair, Math.Min(1, _brows[at]) * 0.82f);
        return Lips(x, y, skin);
    }

    /// <summary>A lamp above the camera, a little to one side, on an egg-shaped head.</summary>
    private float Light(float x, float y)
    {
        var (nx, ny) = (x / 84, (y - 14) / 124);
        var nz = MathF.Sqrt(Math.Max(0.02f, 1 - (nx * nx) - (ny * ny)));
        return 0.5f + (0.56f * Math.Max(0, (-0.24f * nx) - (0.34f * ny) + (0.91f * nz)));
    }

    /// <summary>Sockets, nose, folds and chin as lighter and darker places.</summary>
    private float Relief(float x, float y)
    {
        var a = MathF.Abs(x);
        var (eye, wing) = (_eyes[1], _look.Place(Anchor.NoseWing, 1));
        var (corner, chin) = (_mouthHalf, _look.Place(Anchor.Chin, 1).Y);
        var socket = (-0.17f * Bump(a - eye.X + 7, y + 5, 12, 8)) - (0.1f * Bump(a - eye.X, y - 10, 14, 4));
        var ridge =
            (0.1f * Bump(x, y - 22, 5, 22))
            - (0.1f * Bump(a - 9, y - 18, 4, 18))
            + (0.12f * Bump(x, y - wing.Y + 4, 6, 6));
        var wings = (-0.2f * Line(a - wing.X - 3.4f, y - wing.Y, 1.3f, 6)) - (0.15f * Bump(x, y - wing.Y - 9, 14, 3));
        var nostrils = -0.6f * Bump(a - (0.6f * wing.X), y - wing.Y - 5.2f, 3.4f, 1.7f);
        var along = Math.Clamp((y - wing.Y + 2) / Math.Max(8, _mouth.Y - wing.Y + 6), 0, 1);
        var fold =
            -0.11f
            * MathF.Exp(-Square((a - wing.X - 5 - (along * (corner - wing.X + 4))) / 2.2f))
            * Soft(3, y - wing.Y + 4)
            * Soft(4, _mouth.Y + 6 - y);
        var groove =
            (-0.07f * Bump(x, y - (0.5f * (wing.Y + 6 + _mouth.Y - 8)), 2.2f, 6))
            - (0.16f * Bump(x, y - _mouth.Y - 15, 15, 4));
        var boss = (0.09f * Bump(x, y - chin, 12, 9)) - (0.12f * Bump(a - corner - 2, y - _mouth.Y, 4, 4));
        var frown =
            (-0.06f * Line(a - 6, y + 21, 1, 7))
            - (
                0.035f
                * MathF.Exp(-Square(MathF.Sin((y + 30 + (0.004f * x * x)) / 3.1f) / 0.35f))
                * Bump(x, y + 46, 36, 13)
            );
        var crow =
            -0.04f
            * MathF.Exp(-Square(MathF.Sin((y - (0.25f * (a - eye.X))) / 1.5f) / 0.5f))
            * Bump(a - eye.X - 21, y - 1, 5, 8);
        return socket + ridge + wings + nostrils + fold + groove + boss + frown + crow;
    }

    /// <summary>Pores and blotches: four sizes of noise.</summary>
    private float Grain(float x, float y) =>
        (0.045f * _noise.Layers(x / 14, y / 14, 3, 0.7f))
        + (0.05f * _noise.Layers((x + 300) / 1.9f, (y + 300) / 1.9f, 2, 0.8f));

    private (float R, float G, float B) Lips(float x, float y, (float R, float G, float B) skin)
    {
        var along = (x - _mouth.X) / _mouthHalf;
        if (MathF.Abs(along) >= 1.1f)
        {
            return skin;
        }

        var arch = MathF.Sqrt(Math.Max(0, 1 - (along * along)));
        var dip = 1.6f * Bump(x - _mouth.X, 0, 4, 1);
        var middle = _mouth.Y + (0.8f * MathF.Sin(along * 3));
        var (top, bottom) = (
            middle - (_look.LipHeight * MathF.Pow(arch, 1.2f)) + dip,
            middle + (1.25f * _look.LipHeight * MathF.Pow(arch, 0.9f))
        );
        var cover = Soft(0.9f, y - top) * Soft(0.9f, bottom - y) * Soft(0.08f, 1 - MathF.Abs(along));
        var furrow = 0.1f * _noise.Layers((x + 500) / 1.3f, y / 7, 2, 0.7f);
        var gloss = 0.12f * Bump(x - _mouth.X - 3, y - middle - 5, 8, 1.8f);
        var red = Scaled((skin.R * 0.86f, skin.G * 0.66f, skin.B * 0.68f), 1 + furrow + gloss);
        var slit = MathF.Exp(-Square((y - middle) / 0.9f)) * Soft(0.06f, 1.04f - MathF.Abs(along));
        return Scaled(Mix(skin, red, cover), 1 - (0.62f * slit));
    }

    private float HairCover(float x, float y, float face)
    {
        var line = -58 + (0.0075f * x * x) + (4 * _noise.At(x / 9, 7));
        var sides = Soft(3, MathF.Abs(x) - _look.FaceWidth + 5) * Soft(8, 4 - y);
        return Math.Max(Soft(3.5f, line - y), Math.Max(sides, (1 - face) * Soft(6, 24 - y)));
    }

    private (float R, float G, float B) Hair(float x, float y) =>
        Scaled(
            _look.Hair,
            0.9f
                + (
                    0.55f
                    * _noise.Layers((x + (8 * _noise.At(x / 30, y / 30))) / 1.6f, (y + (0.01f * x * x)) / 22, 3, 0.7f)
                )
        );

    private (float R, float G, float B) Clothes(float x, float y)
    {
        var weave = 1 + (0.12f * _noise.Layers(x / 2.2f, y / 2.2f, 2, 0.7f)) + (0.2f * _noise.At(x / 30, y / 30));
        return Scaled((62, 70, 88), weave);
    }

    private void ScatterSpots()
    {
        var random = _look.Spots;
        for (var i = 0; i < 260; i++)
        {
            var (x, y) = ((float)random.Uniform(-62, 62), (float)random.Uniform(-55, 110));
            var size = (float)random.Uniform(0.45, random.Chance(0.06) ? 1.9 : 1.0);
            Stamp(_spots, x, y, size, (float)random.Uniform(0.03, 0.14));
        }
    }

    /// <summary>Each brow is some 190 short hairs along the arc from its inner to its outer end.</summary>
    private void GrowBrows()
    {
        var random = _look.Hairs;
        foreach (var side in (int[])[-1, 1])
        {
            var (inner, middle, outer) = (
                _look.Place(Anchor.InnerBrow, side),
                _look.Place(Anchor.MiddleBrow, side),
                _look.Place(Anchor.OuterBrow, side)
            );
            for (var i = 0; i < 190; i++)
            {
                var t = (float)random.Uniform();
                var x = Bezier(inner.X - (side * 2), middle.X, outer.X, t);
                var y = Bezier(inner.Y, middle.Y - 4, outer.Y + 1, t);
                var thickness = _look.BrowThickness * (1 - (0.65f * t * t));
                GrowHair(
                    x,
                    y + ((float)random.Normal(0.45) * thickness),
                    side * (float)random.Uniform(2.5, 4.5),
                    (float)random.Uniform(-2.2, 0.2) * (1 - (1.3f * t))
                );
            }
        }
    }

    private void GrowHair(float x, float y, float dx, float dy)
    {
        const int Steps = 7;
        for (var i = 0; i < Steps; i++)
        {
            Stamp(_brows, x + (dx * i / Steps), y + (dy * i / Steps), 0.42f, 0.17f);
        }
    }

    private void Stamp(float[] target, float x, float y, float size, float strength)
    {
        var (cx, cy) = (
            (x * _view.Scale) + _view.CentreX - 0.5f,
            (y * _view.Scale * _view.Tall) + _view.CentreY - 0.5f
        );
        var across = Math.Max(0.55f, size * _view.Scale);
        var down = Math.Max(0.55f, size * _view.Scale * _view.Tall);
        var (top, bottom) = (
            Math.Max(0, (int)(cy - (3 * down))),
            Math.Min(_view.Height - 1, (int)(cy + (3 * down)) + 1)
        );
        var (left, right) = (
            Math.Max(0, (int)(cx - (3 * across))),
            Math.Min(_view.Width - 1, (int)(cx + (3 * across)) + 1)
        );
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                target[(row * _view.Width) + column] +=
                    strength * MathF.Exp(-0.5f * (Square((column - cx) / across) + Square((row - cy) / down)));
            }
        }
    }

    private static float Bezier(float a, float b, float c, float t) =>
        ((1 - t) * (1 - t) * a) + (2 * t * (1 - t) * b) + (t * t * c);
}
