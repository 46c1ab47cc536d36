using Mien.Imaging.Pictures;

namespace Mien.Imaging.Magnification;

/// <summary>
/// Linear Eulerian video magnification (Wu, Rubinstein, Shih, Guttag, Durand and Freeman, Eulerian Video Magnification for
/// Revealing Subtle Changes in the World, SIGGRAPH 2012), frame by frame: each band of a Laplacian pyramid is filtered in time by
/// the difference of two running means, enlarged, and added to the frame. The finest band and the rest are left alone, and
/// bands under the cut-off wave length are enlarged less, both as the authors do.
/// </summary>
public sealed class EulerianMagnifier : IMagnifier
{
    private const float Exaggeration = 2;

    private readonly EulerianOptions _options;
    private readonly LaplacianPyramid _pyramid;
    private readonly Plane[] _quick;
    private readonly Plane[] _slow;
    private readonly float[] _gains;
    private bool _started;

    /// <summary>Prepares the memory for frames of one size.</summary>
    public EulerianMagnifier(int width, int height, EulerianOptions? options = null)
    {
        _options = options ?? new EulerianOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.QuickShare, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.SlowShare);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.QuickShare, _options.SlowShare);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.CutoffWavelength);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Bands, 1);
        _pyramid = new LaplacianPyramid(width, height, _options.Bands);
        _quick = [.. _pyramid.Bands.Select(band => new Plane(band.Width, band.Height))];
        _slow = [.. _pyramid.Bands.Select(band => new Plane(band.Width, band.Height))];
        _gains = Gains(width, height, _pyramid.Bands.Count, _options);
    }

    /// <inheritdoc/>
    public void Restart() => _started = false;

    /// <inheritdoc/>
    public void Next(Plane frame, Plane magnified)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(magnified);
        _pyramid.Take(frame);
        for (var band = 0; band < _gains.Length; band++)
        {
            Filter(_pyramid.Bands[band].Samples, _quick[band].Samples, _slow[band].Samples, _gains[band]);
        }

        _started = true;
        _pyramid.Join(magnified);
        for (var i = 0; i < magnified.Samples.Length; i++)
        {
            magnified.Samples[i] += frame.Samples[i];
        }
    }

    /// <summary>
    /// The bound of the authors' equation 14: with delta = cut-off / 8 / (1 + alpha), a band of wave length lambda is enlarged by
    /// lambda / (8 delta) - 1, doubled for a stronger effect, and by alpha at most. Lambda halves from band to band.
    /// </summary>
    private static float[] Gains(int width, int height, int bands, EulerianOptions options)
    {
        var gains = new float[bands];
        var delta = options.CutoffWavelength / 8 / (1 + options.Alpha);
        var lambda = MathF.Sqrt((width * width) + (height * height)) / 3;
        for (var band = bands - 1; band > 0; band--, lambda /= 2)
        {
            var bound = ((lambda / delta / 8) - 1) * Exaggeration;
            gains[band] = band == bands - 1 ? 0 : Math.Max(0, Math.Min(bound, options.Alpha));
        }

        return gains;
    }

    private void Filter(Span<float> band, Span<float> quick, Span<float> slow, float gain)
    {
        if (!_started)
        {
            band.CopyTo(quick);
            band.CopyTo(slow);
            band.Clear();
            return;
        }

        var (quickShare, slowShare) = (_options.QuickShare, _options.SlowShare);
        for (var i = 0; i < band.Length; i++)
        {
            quick[i] += quickShare * (band[i] - quick[i]);
            slow[i] += slowShare * (band[i] - slow[i]);
            band[i] = gain * (quick[i] - slow[i]);
        }
    }
}
