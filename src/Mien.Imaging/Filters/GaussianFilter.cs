using Mien.Imaging.Lanes;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Filters;

/// <summary>
/// Gaussian smoothing of planes of one size, mirrored at the edges, cut off at four standard deviations: OpenCV's
/// GaussianBlur of float pictures. A wide Gaussian is made of several narrow ones, whose variances add up. One instance serves
/// one caller at a time and allocates nothing after it was made.
/// </summary>
public sealed class GaussianFilter
{
    // 4 sigma + 1 weights must fit the planes' margins.
    private const double WidestSigma = 3.6;

    private readonly SeparableFilter _filter;
    private readonly int _passes;
    private readonly Workers _workers;
    private readonly PaddedPlane _work;
    private readonly PaddedPlane _between;

    /// <summary>Prepares weights and memory.</summary>
    /// <param name="width">Width of the planes.</param>
    /// <param name="height">Height of the planes.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone.</param>
    public GaussianFilter(int width, int height, double sigma, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        _passes = (int)Math.Ceiling(sigma * sigma / (WidestSigma * WidestSigma));
        var each = sigma / Math.Sqrt(_passes);
        var window = (int)Math.Round((each * 8) + 1) | 1;
        _filter = new SeparableFilter(SeparableFilter.GaussianWeights(each, (window / 2) + 1), Border.Mirror);
        _workers = workers ?? new Workers(1);
        _work = new PaddedPlane(width, height);
        _between = new PaddedPlane(width, height);
    }

    /// <summary>Smooths <paramref name="from"/> into <paramref name="to"/>, which may be the same plane.</summary>
    public void Apply(Plane from, Plane to)
    {
        _work.CopyFromChecked(from);
        for (var pass = 0; pass < _passes; pass++)
        {
            _filter.Apply(_work, _between, _work, _workers);
        }

        _work.CopyToChecked(to);
        GC.KeepAlive(this);
    }
}
