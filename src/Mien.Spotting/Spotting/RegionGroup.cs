using Mien.Spotting.Regions;

namespace Mien.Spotting.Spotting;

/// <summary>
/// Regions that are searched together. The mouth is searched apart from the rest of the face, since speech moves it
/// without cease and would hide what the brows do meanwhile. What is near an eye follows blinks and glances and is not searched.
/// </summary>
internal sealed class RegionGroup
{
    private RegionGroup(bool isMouth, double surroundings)
    {
        (IsMouth, Surroundings) = (isMouth, surroundings);
        Regions =
        [
            .. Enumerable
                .Range(0, FaceRegions.Count)
                .Where(r => !FaceRegions.All[r].IsOfEye && FaceRegions.All[r].IsOfMouth == isMouth),
        ];
    }

    /// <summary>Brows, cheeks and nose.</summary>
    public static RegionGroup Upper { get; } = new(false, 0.8);

    /// <summary>Lips, their corners and folds, and the chin.</summary>
    public static RegionGroup Mouth { get; } = new(true, 1.2);

    /// <summary>Both.</summary>
    public static IReadOnlyList<RegionGroup> All { get; } = [Upper, Mouth];

    /// <summary>The regions, by their place in <see cref="FaceRegions.All"/>.</summary>
    public IReadOnlyList<int> Regions { get; }

    /// <summary>Whether it is the mouth.</summary>
    public bool IsMouth { get; }

    /// <summary>Seconds on either side in which other movements speak against a single event.</summary>
    public double Surroundings { get; }
}
