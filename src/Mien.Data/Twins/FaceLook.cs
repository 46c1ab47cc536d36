using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Data.Twins;

/// <summary>What makes one drawn face that person's: proportions, tones, and the seeds of its textures.</summary>
internal sealed class FaceLook
{
    private static readonly (float R, float G, float B)[] SkinTones =
    [
        (226, 186, 165),
        (214, 170, 146),
        (196, 150, 122),
        (168, 122, 96),
        (136, 96, 76),
    ];

    private static readonly (float R, float G, float B)[] HairTones =
    [
        (42, 34, 30),
        (72, 54, 42),
        (28, 26, 28),
        (110, 84, 58),
    ];

    private static readonly (float R, float G, float B)[] IrisTones =
    [
        (92, 62, 42),
        (70, 52, 40),
        (96, 118, 138),
        (98, 108, 78),
    ];

    public FaceLook(RandomStream random)
    {
        Shape = FaceShape.Draw(CropLayout.Tight, random) with
        {
            Midline = CropLayout.Tight.Midline,
            EyeHeight = CropLayout.Tight.EyeHeight,
            Yaw = 0,
            Roll = 0,
        };
        Anchors = new FaceAnchors();
        Anchors.Place(Shape);
        Skin = SkinTones[random.Below(SkinTones.Length)];
        Hair = HairTones[random.Below(HairTones.Length)];
        Iris = IrisTones[random.Below(IrisTones.Length)];
        Seed = (uint)random.NextBits();
        FaceWidth = 68 * (1 + (float)random.Normal(0.04));
        FaceHeight = 98 * (1 + (float)random.Normal(0.03));
        LidHeight = 5.4f * (1 + (float)random.Normal(0.1));
        LipHeight = 8 * (1 + (float)random.Normal(0.15));
        BrowThickness = 3.4f * (1 + (float)random.Normal(0.2));
        Spots = random.Derive("spots");
        Hairs = random.Derive("hairs");
    }

    /// <summary>Proportions in cells of the tight crop, looking straight ahead.</summary>
    public FaceShape Shape { get; }

    /// <summary>Places of muscles, in cells.</summary>
    public FaceAnchors Anchors { get; }

    public (float R, float G, float B) Skin { get; }

    public (float R, float G, float B) Hair { get; }

    public (float R, float G, float B) Iris { get; }

    public uint Seed { get; }

    /// <summary>Half width of the face, millimetres.</summary>
    public float FaceWidth { get; }

    /// <summary>Half height of the face, millimetres.</summary>
    public float FaceHeight { get; }

    public float LidHeight { get; }

    public float LipHeight { get; }

    public float BrowThickness { get; }

    public RandomStream Spots { get; }

    public RandomStream Hairs { get; }

    /// <summary>An anchor in millimetres; side -1 or +1.</summary>
    public (float X, float Y) Place(Anchor anchor, int side) => FaceView.FromCells(Anchors[anchor, side < 0 ? 0 : 1]);
}
