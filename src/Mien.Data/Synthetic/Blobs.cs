using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// Motion that belongs to nothing: patches where an optical flow has gone wrong, more and larger with the noise, and
/// patches at the border, where hair, ears and the collar move in and out of the crop.
/// </summary>
internal static class Blobs
{
    private const int Inside = 12;
    private const int AtBorder = 4;

    /// <summary>Adds blobs to the patches.</summary>
    /// <param name="patches">Receives them.</param>
    /// <param name="noise">The clip's noise level, relative to a full expression.</param>
    /// <param name="random">What they are drawn from.</param>
    public static void Add(PatchSum patches, float noise, RandomStream random)
    {
        for (var i = 0; i < Inside; i++)
        {
            if (random.Chance(5 / 12.0))
            {
                AddInside(patches, noise, random);
            }
        }

        for (var i = 0; i < AtBorder; i++)
        {
            if (random.Chance(0.25))
            {
                AddAtBorder(patches, random);
            }
        }
    }

    private static void AddInside(PatchSum patches, float noise, RandomStream random)
    {
        var centre = (Between(random, -1, CropLayout.Cells + 1), Between(random, -1, CropLayout.Cells + 1));
        var size = Draws.LogNormal(random, 0.35f);
        var deviation = (1.3f * size * Draws.LogNormal(random, 0.3f), 1.1f * size * Draws.LogNormal(random, 0.3f));
        var strength = 0.08f + (1.5f * noise);
        patches.AddGaussian(centre, deviation, (Draws.Normal(random, strength), Draws.Normal(random, strength)));
    }

    private static void AddAtBorder(PatchSum patches, RandomStream random)
    {
        var along = Between(random, 0, CropLayout.Cells);
        var centre = random.Below(3) switch
        {
            0 => (Between(random, -1, 1.5f), along),
            1 => (Between(random, CropLayout.Cells - 1.5f, CropLayout.Cells + 1), along),
            _ => (
                along,
                random.Chance(0.5)
                    ? Between(random, -1, 1)
                    : Between(random, CropLayout.Cells - 1, CropLayout.Cells + 1)
            ),
        };
        var deviation = (Between(random, 0.8f, 3), Between(random, 0.8f, 3));
        patches.AddGaussian(centre, deviation, (Draws.Normal(random, 0.6f), Draws.Normal(random, 0.6f)));
    }

    private static float Between(RandomStream random, float low, float high) => Draws.Between(random, low, high);
}
