using Mien.Data.Synthetic;
using Mien.Data.Twins;

namespace Mien.Data.LongVideos;

/// <summary>A drawn face in grey planes at rest, taken apart so that lids, eyeballs and lips can move by themselves.</summary>
internal sealed class FilmFace
{
    /// <summary>The wall only.</summary>
    public const byte Wall = 0;

    /// <summary>Both: the outline of head or shoulders.</summary>
    public const byte Edge = 1;

    /// <summary>The person only.</summary>
    public const byte Inside = 2;

    /// <summary>Lids and eyeball.</summary>
    public const byte Eye = 3;

    public FilmFace(FaceLook look, FaceView view)
    {
        View = view;
        var texture = FacePainter.Paint(look, view);
        Person = Luma(texture.Lids);
        Shut = Luma(texture.Closed);
        Background = Luma(texture.Wall);
        Cover = [.. Enumerable.Range(0, Person.Length).Select(i => Math.Clamp(texture.Open[(4 * i) + 3], 0, 1))];
        LidLevel = texture.LidLevel;
        Ball = new float[Person.Length];
        BallShare = new float[Person.Length];
        Kinds = new byte[Person.Length];
        var eyes = new EyePainter(look);
        Parallel.For(0, view.Height, row => PrepareRow(eyes, row));
        var (left, right) = (look.Place(Anchor.MouthCorner, -1), look.Place(Anchor.MouthCorner, 1));
        Mouth = (PixelX((left.X + right.X) / 2), PixelY((left.Y + right.Y) / 2), (right.X - left.X) / 2 * view.Scale);
        Depth = new DepthMap(view);
    }

    public FaceView View { get; }

    /// <summary>The person with open lids; where eyeballs show, what lies over and beside them.</summary>
    public float[] Person { get; }

    /// <summary>The person with shut lids.</summary>
    public float[] Shut { get; }

    /// <summary>What is behind the person.</summary>
    public float[] Background { get; }

    /// <summary>How much of the person is seen, 0 to 1.</summary>
    public float[] Cover { get; }

    /// <summary>As <see cref="FaceTexture.LidLevel"/>.</summary>
    public float[] LidLevel { get; }

    /// <summary>The eyeballs looking ahead.</summary>
    public float[] Ball { get; }

    /// <summary>How much of them is seen, and in which shadow.</summary>
    public float[] BallShare { get; }

    /// <summary>What a pixel shows.</summary>
    public byte[] Kinds { get; }

    /// <summary>The middle of the mouth and half of its width, pixels.</summary>
    public (float X, float Y, float HalfWidth) Mouth { get; }

    /// <summary>How far the face stands forward.</summary>
    public DepthMap Depth { get; }

    private float PixelX(float millimetres) => (millimetres * View.Scale) + View.CentreX - 0.5f;

    private float PixelY(float millimetres) => (millimetres * View.Scale) + View.CentreY - 0.5f;

    private void PrepareRow(EyePainter eyes, int row)
    {
        for (var column = 0; column < View.Width; column++)
        {
            var at = (row * View.Width) + column;
            Kinds[at] = KindOf(column, row);
            var opening = eyes.OpeningAt(View.MillimetresX(column), View.MillimetresY(row));
            // The eyeball is painted as far as it can turn into view.
            if (MathF.Abs(opening.X) < 25 && MathF.Abs(opening.Y) < 19)
            {
                Ball[at] = Luma(eyes.Ball(opening.X, opening.Y));
            }

            if (opening.IsNear)
            {
                Kinds[at] = Eye;
                var (share, gleam) = (opening.EyeShare, EyePainter.GleamAt(opening.X, opening.Y));
                BallShare[at] = share * (1 - gleam) * opening.Shadow;
                Person[at] = (Person[at] * (1 - share)) + (share * gleam * 248);
            }
        }
    }

    private byte KindOf(int column, int row)
    {
        var (least, most) = (1f, 0f);
        for (var y = Math.Max(0, row - 2); y <= Math.Min(View.Height - 1, row + 2); y++)
        {
            for (var x = Math.Max(0, column - 2); x <= Math.Min(View.Width - 1, column + 2); x++)
            {
                var cover = Cover[(y * View.Width) + x];
                (least, most) = (Math.Min(least, cover), Math.Max(most, cover));
            }
        }

        return most < 0.004f ? Wall
            : least > 0.996f ? Inside
            : Edge;
    }

    private static float[] Luma(float[] colours) =>
        [
            .. Enumerable
                .Range(0, colours.Length / 4)
                .Select(i => Luma((colours[4 * i], colours[(4 * i) + 1], colours[(4 * i) + 2]))),
        ];

    private static float Luma((float R, float G, float B) colour) =>
        (0.299f * colour.R) + (0.587f * colour.G) + (0.114f * colour.B);
}
