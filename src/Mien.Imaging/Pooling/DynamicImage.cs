using Mien.Imaging.Pictures;

namespace Mien.Imaging.Pooling;

/// <summary>
/// A clip in one picture by approximate rank pooling (Bilen et al., Dynamic Image Networks for Action Recognition, CVPR
/// 2016): sum over t of alpha_t I_t with alpha_t = sum over i = t..N of (2 i - N - 1) / i.
/// </summary>
public static class DynamicImage
{
    /// <summary>The weights alpha_1 .. alpha_N of N frames; 1 for a single frame. They do not depend on what is seen.</summary>
    public static double[] Weights(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        if (frames == 1)
        {
            return [1];
        }

        var weights = new double[frames];
        double sum = 0;
        for (var t = frames; t >= 1; t--)
        {
            sum += ((2.0 * t) - frames - 1) / t;
            weights[t - 1] = sum;
        }

        return weights;
    }

    /// <summary>Pools frames of one size, the first first. Values are not bounded; a still clip gives zeros.</summary>
    public static Plane Pool(IReadOnlyList<Plane> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return FrameMixture.Of(frames, Weights(frames.Count));
    }
}
