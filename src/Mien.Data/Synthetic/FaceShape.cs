using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>The proportions of one face in one crop, in cells: what differs between people and between their clips.</summary>
internal readonly record struct FaceShape
{
    public float Midline { get; init; }
    public float EyeHalfDistance { get; init; }
    public float EyeHeight { get; init; }
    public float BrowGap { get; init; }
    public float EyeToMouth { get; init; }
    public float MouthHalfWidth { get; init; }

    /// <summary>Sizes across, relative to an average face in the tight crop.</summary>
    public float Across { get; init; }

    /// <summary>Sizes down, relative to an average face in the tight crop.</summary>
    public float Down { get; init; }

    /// <summary>How far the nose lies sideways of the midline: the head is turned.</summary>
    public float Yaw { get; init; }

    /// <summary>Rotation in the picture, radians.</summary>
    public float Roll { get; init; }

    /// <summary>The face that a layout describes, looking straight ahead.</summary>
    public static FaceShape Average(CropLayout layout) =>
        new()
        {
            Midline = layout.Midline,
            EyeHalfDistance = layout.EyeHalfDistance,
            EyeHeight = layout.EyeHeight,
            BrowGap = layout.BrowGap,
            EyeToMouth = layout.EyeToMouth,
            MouthHalfWidth = layout.MouthHalfWidth,
            Across = layout.HorizontalScale,
            Down = layout.VerticalScale,
        };

    /// <summary>A random face. The spreads cover people, misplaced crops and slightly turned heads.</summary>
    public static FaceShape Draw(CropLayout layout, RandomStream random)
    {
        var (across, down) = (layout.HorizontalScale, layout.VerticalScale);
        var wide = 1 + Normal(random, 0.06f);
        var tall = 1 + Normal(random, 0.07f);
        return new FaceShape
        {
            Midline = layout.Midline + (Normal(random, 0.7f) * across),
            EyeHalfDistance = layout.EyeHalfDistance * wide,
            EyeHeight = layout.EyeHeight + (Normal(random, 0.8f) * down),
            BrowGap = (layout.BrowGap + (Normal(random, 0.5f) * down)) * tall,
            EyeToMouth = (layout.EyeToMouth + (Normal(random, 0.5f) * down)) * tall,
            MouthHalfWidth = layout.MouthHalfWidth * (1 + Normal(random, 0.12f)),
            Across = wide * across,
            Down = tall * down,
            Yaw = Normal(random, 0.5f) * across,
            Roll = Normal(random, 0.03f),
        };
    }

    /// <summary>The same face in another clip: the head a little elsewhere, the crop cut a little differently.</summary>
    public FaceShape Moved(RandomStream random) =>
        this with
        {
            Midline = Midline + (Normal(random, 0.3f) * Across),
            EyeHeight = EyeHeight + (Normal(random, 0.3f) * Down),
            Yaw = Yaw + (Normal(random, 0.25f) * Across),
            Roll = Roll + Normal(random, 0.015f),
        };

    /// <summary>A face of the tight crop as another crop shows it, looking straight ahead from the crop's own place.</summary>
    public FaceShape In(CropLayout layout)
    {
        var (across, down) = (layout.HorizontalScale, layout.VerticalScale);
        return this with
        {
            Midline = layout.Midline,
            EyeHalfDistance = EyeHalfDistance * across,
            EyeHeight = layout.EyeHeight,
            BrowGap = BrowGap * down,
            EyeToMouth = EyeToMouth * down,
            MouthHalfWidth = MouthHalfWidth * across,
            Across = Across * across,
            Down = Down * down,
            Yaw = 0,
            Roll = 0,
        };
    }

    private static float Normal(RandomStream random, float deviation) => (float)random.Normal(deviation);
}
