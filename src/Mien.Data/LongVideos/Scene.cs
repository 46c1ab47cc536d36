using Mien.Data.Synthetic;
using Mien.Data.Twins;
using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>
/// One made-up long video before it is filmed: who, where in the picture, and all that happens. It is drawn from the seed
/// and the video's number alone.
/// </summary>
internal sealed class Scene
{
    /// <summary>dlib's model fails on faces whose eyes stand much closer than their mouth is low; nobody looks so.</summary>
    private const float MostEyeToMouth = 1.28f;

    public Scene(LongVideoOptions options, int number)
    {
        var random = new RandomStream(options.Seed).Derive("long videos").Derive((ulong)number);
        (Number, Random) = (number, random);
        FrameRate = options.FrameRates[number % options.FrameRates.Count];
        Frames = (int)Math.Round(random.Uniform(options.LeastSeconds, options.MostSeconds) * FrameRate);
        Subject = $"{options.Seed}-{number + 1:000}";
        Look = Cast(random.Derive("face"));
        View = Frame(random.Derive("view"), options.FrameHeight);
        Noise = random.Uniform(0.8, 2.2);
        Head = new HeadPath(random.Derive("head"), Seconds);
        Blinks = new BlinkTrack(random.Derive("blinks"), Seconds);
        Gaze = new GazeTrack(random.Derive("gaze"), Seconds);
        Talk = new TalkTrack(random.Derive("talk"), Seconds);
        Lamp = new LampTrack(random.Derive("lamp"), options.MainsHertz);
        LidFold = (float)random.Uniform(0.3, 1);
        var (micro, macro) = (random.Uniform(0, options.MostMicroPerMinute), random.Uniform(1, 4));
        Expressions = new ExpressionWriter(random.Derive("expressions"), FrameRate, Frames).Write(
            Head,
            Talk,
            micro,
            macro
        );
    }

    public int Number { get; }

    /// <summary>What a frame's noise is derived from.</summary>
    public RandomStream Random { get; }

    public string Name => $"long{Number + 1:000}";

    public string Subject { get; }

    public int FrameRate { get; }

    public int Frames { get; }

    public double Seconds => Frames / (double)FrameRate;

    public FaceLook Look { get; }

    public FaceView View { get; }

    /// <summary>Standard deviation of the camera's noise, grey levels.</summary>
    public double Noise { get; }

    public HeadPath Head { get; }

    public BlinkTrack Blinks { get; }

    public GazeTrack Gaze { get; }

    public TalkTrack Talk { get; }

    public LampTrack Lamp { get; }

    /// <summary>How far a blink pulls the skin around the eye, pixels of a 128 x 128 crop.</summary>
    public float LidFold { get; }

    public IReadOnlyList<ShownExpression> Expressions { get; }

    /// <summary>Pixels of the video that one pixel of a 128 x 128 crop spans.</summary>
    public float CropPixel => CropSide(Look) * View.Scale / 128;

    /// <summary>
    /// Side of the square that <see cref="Faces.Alignment.FaceAlignment"/> lays around a drawn face, millimetres. It goes by
    /// eye corners and nose; the numbers were fitted to dlib's landmarks on drawn faces and hold within 3 %.
    /// </summary>
    public static float CropSide(FaceLook look)
    {
        var (left, right) = (look.Place(Anchor.Eye, -1), look.Place(Anchor.Eye, 1));
        return 15 + (1.08f * (right.X - left.X)) + (2.2f * (look.Place(Anchor.NoseWing, 1).Y - right.Y));
    }

    /// <summary>A person whose proportions a landmark model takes for a face's.</summary>
    private static FaceLook Cast(RandomStream random)
    {
        for (var attempt = 0UL; ; attempt++)
        {
            var look = new FaceLook(random.Derive(attempt));
            var (eye, mouth) = (look.Place(Anchor.Eye, 1), look.Place(Anchor.MouthCorner, 1));
            if (mouth.Y - eye.Y < MostEyeToMouth * 2 * eye.X)
            {
                return look;
            }
        }
    }

    /// <summary>Cameras stand a little nearer or further, and seldom quite straight.</summary>
    private static FaceView Frame(RandomStream random, int height)
    {
        var portrait = FaceView.Portrait(height * 4 / 3, height);
        return portrait with
        {
            Scale = portrait.Scale * (float)random.Uniform(0.88, 1.08),
            CentreX = portrait.CentreX + (float)random.Normal(0.02 * height),
            CentreY = portrait.CentreY + (float)random.Normal(0.012 * height),
        };
    }
}
