using Mien.Imaging.Lanes;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Filters;

/// <summary>
/// Median over 3 x 3 or 5 x 5 pixels of planes of one size, edges repeated. One instance serves one caller at a time and
/// allocates nothing after it was made.
/// </summary>
public sealed class MedianFilter
{
    private readonly MedianOfPlane _median;
    private readonly Workers _workers;
    private readonly PaddedPlane _work;

    /// <summary>Prepares the memory.</summary>
    /// <param name="width">Width of the planes.</param>
    /// <param name="height">Height of the planes.</param>
    /// <param name="side">Side of the window, 3 or 5.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone.</param>
    public MedianFilter(int width, int height, int side, Workers? workers = null)
    {
        if (side is not (3 or 5))
        {
            throw new ArgumentOutOfRangeException(nameof(side), side, "the window has a side of 3 or 5");
        }

        _median = new MedianOfPlane(width, height, side);
        _workers = workers ?? new Workers(1);
        _work = new PaddedPlane(width, height);
    }

    /// <summary>Filters <paramref name="from"/> into <paramref name="to"/>, which may be the same plane.</summary>
    public void Apply(Plane from, Plane to)
    {
        _work.CopyFromChecked(from);
        _median.Apply(_work, _workers);
        _work.CopyToChecked(to);
        GC.KeepAlive(this);
    }
}
