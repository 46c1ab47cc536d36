using Mien.Imaging.Pictures;

namespace Mien.Imaging.Magnification;

/// <summary>
/// Phase-based video magnification with Riesz pyramids (Wadhwa, Rubinstein, Durand and Freeman, Riesz Pyramids for Fast
/// Phase-Based Video Magnification, ICCP 2014), frame by frame: in each band of a Laplacian pyramid the local phase along the local
/// direction is followed in time, filtered by the difference of two running means, and pushed on by alpha. Unlike the linear
/// method it moves texture instead of changing its contrast, so that noise is not enlarged.
/// </summary>
/// <remarks>
/// Where a band holds texture of one direction the motion grows by 1 + alpha (within a fifth); where waves of several
/// directions meet in a band there is no one phase, and it grows less, by two thirds of that for four waves of like strength.
/// </remarks>
public sealed class RieszMagnifier : IMagnifier
{
    private readonly LaplacianPyramid _pyramid;
    private readonly RieszBand[] _bands;
    private bool _started;

    /// <summary>Prepares the memory for frames of one size.</summary>
    public RieszMagnifier(int width, int height, RieszOptions? options = null)
    {
        options ??= new RieszOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.QuickShare, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SlowShare);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QuickShare, options.SlowShare);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Smoothing);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Bands, 1);
        _pyramid = new LaplacianPyramid(width, height, options.Bands);
        _bands = [.. _pyramid.Bands.SkipLast(1).Select(band => new RieszBand(band.Width, band.Height, options))];
    }

    /// <inheritdoc/>
    public void Restart() => _started = false;

    /// <inheritdoc/>
    public void Next(Plane frame, Plane magnified)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(magnified);
        _pyramid.Take(frame);
        for (var i = 0; i < _bands.Length; i++)
        {
            _bands[i].Next(_pyramid.Bands[i], isFirst: !_started);
        }

        _started = true;
        _pyramid.Join(magnified);
    }
}
