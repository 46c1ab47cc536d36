using Mien.Imaging.Pictures;

namespace Mien.Imaging.Flow;

/// <summary>
/// A displacement for every pixel, in pixels: what is at (x, y) in the first picture is at (x + U, y + V) in the second. U
/// points right, V points down.
/// </summary>
public sealed class FlowField
{
    /// <summary>A field of zeros.</summary>
    public FlowField(int width, int height)
        : this(new Plane(width, height), new Plane(width, height)) { }

    /// <summary>Wraps two planes of one size without copying.</summary>
    public FlowField(Plane u, Plane v)
    {
        ArgumentNullException.ThrowIfNull(u);
        ArgumentNullException.ThrowIfNull(v);
        if (!u.HasSizeOf(v))
        {
            throw new ArgumentException("the components have different sizes", nameof(v));
        }

        U = u;
        V = v;
    }

    /// <summary>Displacement to the right.</summary>
    public Plane U { get; }

    /// <summary>Displacement downwards.</summary>
    public Plane V { get; }

    /// <summary>Samples in a row.</summary>
    public int Width => U.Width;

    /// <summary>Number of rows.</summary>
    public int Height => U.Height;

    /// <summary>Mean length of the vectors, in pixels.</summary>
    public double MeanLength()
    {
        double sum = 0;
        for (var i = 0; i < U.Samples.Length; i++)
        {
            sum += LengthAt(i);
        }

        return sum / U.Samples.Length;
    }

    /// <summary>Length of the longest vector, in pixels.</summary>
    public double LongestLength()
    {
        double longest = 0;
        for (var i = 0; i < U.Samples.Length; i++)
        {
            longest = Math.Max(longest, LengthAt(i));
        }

        return longest;
    }

    private double LengthAt(int i) =>
        Math.Sqrt(((double)U.Samples[i] * U.Samples[i]) + ((double)V.Samples[i] * V.Samples[i]));

    /// <summary>
    /// Mean distance in pixels between the end points of two fields' vectors, the usual measure of accuracy (Baker et al.,
    /// A Database and Evaluation Methodology for Optical Flow, IJCV 2011).
    /// </summary>
    /// <param name="other">A field of the same size.</param>
    /// <param name="margin">Rows and columns at each edge that are left out.</param>
    public double MeanEndPointDistance(FlowField other, int margin = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!U.HasSizeOf(other.U) || 2 * margin >= Math.Min(Width, Height))
        {
            throw new ArgumentException(
                "the fields have different sizes, or nothing lies inside the margin",
                nameof(other)
            );
        }

        double sum = 0;
        for (var y = margin; y < Height - margin; y++)
        {
            for (var x = margin; x < Width - margin; x++)
            {
                double du = U[x, y] - other.U[x, y];
                double dv = V[x, y] - other.V[x, y];
                sum += Math.Sqrt((du * du) + (dv * dv));
            }
        }

        return sum / ((double)(Width - (2 * margin)) * (Height - (2 * margin)));
    }
}
