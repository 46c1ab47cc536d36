using Mien.Imaging.Filters;
using Mien.Imaging.Lanes;
using Mien.Imaging.Pictures;
using Mien.Imaging.Warping;

namespace Mien.Imaging.Flow;

/// <summary>
/// Optical flow by polynomial expansion (Farnebäck, Two-Frame Motion Estimation Based on Polynomial Expansion, SCIA 2003), in
/// the form of OpenCV's calcOpticalFlowFarneback, whose field it reproduces.
/// </summary>
public sealed class Farneback : IFlowMethod
{
    private const int SmallestSide = 32;

    private readonly FarnebackOptions _options;
    private readonly Workers _workers;
    private readonly FarnebackLevel[] _levels;
    private readonly Scale[] _scales;
    private readonly PaddedPlane _source;
    private readonly PaddedPlane _between;
    private readonly PaddedPlane _smoothed;

    /// <summary>Prepares the memory for pictures of one size.</summary>
    /// <param name="width">Width of the pictures, at least 2.</param>
    /// <param name="height">Height of the pictures, at least 2.</param>
    /// <param name="options">Parameters; null for the defaults.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone. The field has the same bits.</param>
    public Farneback(int width, int height, FarnebackOptions? options = null, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        _options = Checked(options ?? new FarnebackOptions());
        _workers = workers ?? new Workers(1);
        _scales = [.. Scales(width, height)];
        _levels = [.. _scales.Select(scale => new FarnebackLevel(scale.Width, scale.Height, _options))];
        _source = new PaddedPlane(width, height);
        _between = new PaddedPlane(width, height);
        _smoothed = new PaddedPlane(width, height);
    }

    /// <inheritdoc/>
    public int Width => _source.Width;

    /// <inheritdoc/>
    public int Height => _source.Height;

    /// <inheritdoc/>
    public void Estimate(Plane first, Plane second, FlowField flow)
    {
        FlowArguments.Check(this, first, second, flow);
        Expand(first, isFirst: true);
        Expand(second, isFirst: false);
        for (var s = _levels.Length - 1; s >= 0; s--)
        {
            Start(s);
            _levels[s].Solve(_workers);
        }

        _levels[0].U.CopyTo(flow.U);
        _levels[0].V.CopyTo(flow.V);
        GC.KeepAlive(this);
    }

    private static FarnebackOptions Checked(FarnebackOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.PyramidScale);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.PyramidScale, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Levels);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Pow(options.PyramidScale, options.Levels), 0.1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Window, 31);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Iterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PolynomialRadius, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PolynomialRadius, 15);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.PolynomialSigma);
        return options;
    }

    private IEnumerable<Scale> Scales(int width, int height)
    {
        yield return Scale.Of(width, height, 1, null);
        var (factor, before) = (1.0, (width, height));
        for (var s = 1; s <= _options.Levels; s++)
        {
            factor *= _options.PyramidScale;
            if (width * factor < SmallestSide || height * factor < SmallestSide)
            {
                yield break;
            }

            var scale = Scale.Of(width, height, factor, before);
            before = (scale.Width, scale.Height);
            yield return scale;
        }
    }

    /// <summary>Every scale is smoothed and shrunk from the full picture, and expanded.</summary>
    private void Expand(Plane picture, bool isFirst)
    {
        for (var s = 0; s < _levels.Length; s++)
        {
            _source.CopyFrom(picture);
            _scales[s].Smoothing.Apply(_source, _between, _smoothed, _workers);
            _scales[s].Shrink?.Apply(_smoothed, _levels[s].Picture, 1);
            _levels[s].Expand(s == 0 ? _smoothed : _levels[s].Picture, isFirst, _workers);
        }
    }

    private void Start(int s)
    {
        var level = _levels[s];
        if (s == _levels.Length - 1)
        {
            level.U.Clear();
            level.V.Clear();
            return;
        }

        var factor = (float)(1 / _options.PyramidScale);
        _scales[s + 1].Grow!.Apply(_levels[s + 1].U, level.U, factor);
        _scales[s + 1].Grow!.Apply(_levels[s + 1].V, level.V, factor);
    }

    /// <summary>How a scale is made from the full picture, and its field is brought to the scale below.</summary>
    private sealed record Scale(
        int Width,
        int Height,
        SeparableFilter Smoothing,
        GridResampler? Shrink,
        GridResampler? Grow
    )
    {
        public static Scale Of(int fullWidth, int fullHeight, double factor, (int Width, int Height)? below)
        {
            var (width, height) = ((int)Math.Round(fullWidth * factor), (int)Math.Round(fullHeight * factor));
            var smoothing = new SeparableFilter(Smoother(((1 / factor) - 1) * 0.5), Border.Mirror);
            return below is { } size
                ? new Scale(
                    width,
                    height,
                    smoothing,
                    GridResampler.Bilinear(fullWidth, fullHeight, width, height),
                    GridResampler.Bilinear(width, height, size.Width, size.Height)
                )
                : new Scale(width, height, smoothing, null, null);
        }

        // OpenCV's window of 5 sigma, made odd, at least 3; without a sigma its fixed kernel 1/4, 1/2, 1/4.
        private static float[] Smoother(double sigma) =>
            sigma == 0
                ? [0.5f, 0.25f]
                : SeparableFilter.GaussianWeights(sigma, (Math.Max((int)Math.Round(sigma * 5) | 1, 3) / 2) + 1);
    }
}
