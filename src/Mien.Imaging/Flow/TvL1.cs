using Mien.Imaging.Filters;
using Mien.Imaging.Lanes;
using Mien.Imaging.Pictures;
using Mien.Imaging.Warping;

namespace Mien.Imaging.Flow;

/// <summary>
/// TV-L1 optical flow: total variation as regulariser, absolute brightness difference as data term (Zach, Pock and Bischof
/// 2007), in every detail as the IPOL reference has it (Sánchez Pérez, Meinhardt-Llopis and Facciolo, TV-L1 Optical Flow
/// Estimation, IPOL 2013): joint normalisation to 0..255, Gaussian presmoothing, pyramid by zoom-out, bicubic warps of the
/// picture and of its gradient, zero where a warp leaves the picture, and the stop rule on the mean squared change.
/// </summary>
public sealed class TvL1 : IFlowMethod
{
    private const double PresmoothingSigma = 0.8;
    private const int CoarsestDiagonal = 16;

    private readonly TvL1Options _options;
    private readonly Workers _workers;
    private readonly TvL1Level[] _levels;
    private readonly SeparableFilter _presmoothing;
    private readonly SeparableFilter _zoomSmoothing;
    private readonly GridResampler[] _zoomOut;
    private readonly GridResampler[] _zoomIn;
    private readonly PaddedPlane _source;
    private readonly PaddedPlane _between;

    /// <summary>Prepares the memory for pictures of one size.</summary>
    /// <param name="width">Width of the pictures, at least 4.</param>
    /// <param name="height">Height of the pictures, at least 4.</param>
    /// <param name="options">Parameters; null for the defaults.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone. The field has the same bits.</param>
    public TvL1(int width, int height, TvL1Options? options = null, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 4);
        _options = Checked(options ?? new TvL1Options());
        _workers = workers ?? new Workers(1);
        _levels = [.. Sizes(width, height, _options).Select(size => new TvL1Level(size.Width, size.Height, _options))];
        _presmoothing = Gaussian(PresmoothingSigma);
        _zoomSmoothing = Gaussian(0.6f * MathF.Sqrt((1 / (_options.Zoom * _options.Zoom)) - 1));
        _zoomOut = [.. Steps((fine, coarse) => ZoomOut(fine, coarse))];
        _zoomIn = [.. Steps((fine, coarse) => ZoomIn(fine, coarse))];
        _source = new PaddedPlane(width, height);
        _between = new PaddedPlane(width, height);
    }

    /// <inheritdoc/>
    public int Width => _levels[0].Width;

    /// <inheritdoc/>
    public int Height => _levels[0].Height;

    /// <summary>Scales in use.</summary>
    public int Scales => _levels.Length;

    /// <inheritdoc/>
    public void Estimate(Plane first, Plane second, FlowField flow)
    {
        FlowArguments.Check(this, first, second, flow);
        var (low, high) = JointRange(first, second);
        BuildPyramid(first, low, high, level => level.First);
        BuildPyramid(second, low, high, level => level.Second);
        _levels[^1].U.Clear();
        _levels[^1].V.Clear();
        for (var s = _levels.Length - 1; s >= 0; s--)
        {
            _levels[s].Solve(_workers);
            if (s > 0)
            {
                Refine(s);
            }
        }

        _levels[0].U.CopyTo(flow.U);
        _levels[0].V.CopyTo(flow.V);
        GC.KeepAlive(this);
    }

    private static TvL1Options Checked(TvL1Options options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Tau);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Tau, 0.25f);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Lambda);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Theta);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Scales, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Zoom, 0.3f);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Zoom, 0.95f);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Warps, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Epsilon);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxIterations, 1);
        return options.MedianWindow is 0 or 3 or 5
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.MedianWindow, "the median has 0, 3 or 5");
    }

    private static IEnumerable<(int Width, int Height)> Sizes(int width, int height, TvL1Options options)
    {
        var diagonal = Math.Sqrt(((double)width * width) + ((double)height * height));
        var fitting = (int)(float)(1 + (Math.Log(diagonal / CoarsestDiagonal) / Math.Log(1 / options.Zoom)));
        for (var s = 0; s < Math.Clamp(fitting, 1, options.Scales); s++)
        {
            yield return (width, height);
            (width, height) = ((int)((width * options.Zoom) + 0.5f), (int)((height * options.Zoom) + 0.5f));
            if (Math.Min(width, height) < 4)
            {
                // A ribbon: the rule looks at the diagonal alone, and derivatives need a few pixels.
                yield break;
            }
        }
    }

    private static SeparableFilter Gaussian(double sigma) =>
        new(SeparableFilter.GaussianWeights(sigma, (int)(5 * sigma) + 1), Border.MirrorUneven);

    private IEnumerable<GridResampler> Steps(Func<TvL1Level, TvL1Level, GridResampler> make) =>
        _levels.Zip(_levels.Skip(1), make);

    private GridResampler ZoomOut(TvL1Level fine, TvL1Level coarse) =>
        GridResampler.Bicubic(
            fine.Width,
            fine.Height,
            coarse.Width,
            coarse.Height,
            1 / _options.Zoom,
            1 / _options.Zoom
        );

    private static GridResampler ZoomIn(TvL1Level fine, TvL1Level coarse) =>
        GridResampler.Bicubic(
            coarse.Width,
            coarse.Height,
            fine.Width,
            fine.Height,
            (float)coarse.Width / fine.Width,
            (float)coarse.Height / fine.Height
        );

    private static (float Low, float High) JointRange(Plane first, Plane second)
    {
        var (low, high) = (float.MaxValue, float.MinValue);
        foreach (var plane in (ReadOnlySpan<Plane>)[first, second])
        {
            foreach (var value in plane.Samples)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return (low, high);
    }

    private void BuildPyramid(Plane picture, float low, float high, Func<TvL1Level, PaddedPlane> target)
    {
        Normalise(picture, low, high);
        _presmoothing.Apply(_source, _between, target(_levels[0]), _workers);
        for (var s = 1; s < _levels.Length; s++)
        {
            var fine = _levels[s - 1];
            _zoomSmoothing.Apply(target(fine), fine.Scratch, fine.Smoothed, _workers);
            _zoomOut[s - 1].Apply(fine.Smoothed, target(_levels[s]), 1);
        }
    }

    private void Normalise(Plane picture, float low, float high)
    {
        var (offset, factor) = high > low ? (low, 255 / (high - low)) : (0, 1);
        for (var y = 0; y < picture.Height; y++)
        {
            var from = picture.Row(y);
            var to = _source.Samples(y);
            for (var x = 0; x < from.Length; x++)
            {
                to[x] = (from[x] - offset) * factor;
            }
        }
    }

    private void Refine(int s)
    {
        var (coarse, fine) = (_levels[s], _levels[s - 1]);
        _zoomIn[s - 1].Apply(coarse.U, fine.U, 1 / _options.Zoom);
        _zoomIn[s - 1].Apply(coarse.V, fine.V, 1 / _options.Zoom);
    }
}
