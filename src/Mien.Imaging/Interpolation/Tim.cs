using Mien.Imaging.Pictures;
using Mien.Imaging.Pooling;

namespace Mien.Imaging.Interpolation;

/// <summary>
/// The temporal interpolation model (Zhou, Zhao and Pietikäinen, Towards a Practical Lipreading System, CVPR 2011): frames
/// are taken as points of a path graph, embedded by its Laplacian's eigenvectors, and read anywhere on the curve through them.
/// </summary>
/// <remarks>
/// The published form goes by way of a singular value decomposition of the frames. For linearly independent frames it
/// cancels: its right factor V and the eigenvectors both span what is orthogonal to the constant vector, so the new frame is
/// mean + sum over k of (2 / n) cos(pi k (t - 1 / 2n)) sum over j of cos(pi k (j + 1/2) / n) x_j, k = 1 .. n - 1: interpolation
/// in the discrete cosine basis, with weights that depend on n and t alone. This form is used; it also holds for frames that
/// are not independent, such as repeated ones.
/// </remarks>
public static class Tim
{
    /// <summary>Makes <paramref name="count"/> frames evenly over the clip, its first and last frame among them.</summary>
    /// <param name="frames">At least one frame; all of one size.</param>
    /// <param name="count">Frames to make, at least 2; 10, 32 or 64 are usual.</param>
    public static IReadOnlyList<Plane> Resample(IReadOnlyList<Plane> frames, int count)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var made = new Plane[count];
        for (var i = 0; i < count; i++)
        {
            made[i] = FrameMixture.Of(frames, Weights(frames.Count, i / (count - 1.0)));
        }

        return made;
    }

    /// <summary>The weights of the clip's frames in a new one; they sum to 1.</summary>
    /// <param name="frames">Frames of the clip.</param>
    /// <param name="place">Where: 0 is the first frame, 1 the last.</param>
    public static double[] Weights(int frames, double place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var t = (place * (1 - (1.0 / frames))) + (1.0 / frames);
        var weights = new double[frames];
        for (var j = 0; j < frames; j++)
        {
            var sum = 1.0;
            for (var k = 1; k < frames; k++)
            {
                sum += 2 * Math.Cos(Math.PI * k * (t - (0.5 / frames))) * Math.Cos(Math.PI * k * (j + 0.5) / frames);
            }

            weights[j] = sum / frames;
        }

        return weights;
    }
}
