using System.Numerics;

namespace Mien.Imaging.Apex;

/// <summary>
/// The three-dimensional Fourier transform of a block in a sliding window, as far as <see cref="LbpFrequency"/> needs it: each
/// frame is transformed in the plane once, and along time only the high frequencies are kept up while the window moves:
/// X' = (X - leaving + entering) e^(i 2 pi w / window).
/// </summary>
internal sealed class BlockTransform
{
    private readonly int _width;
    private readonly int _height;
    private readonly int _window;
    private readonly Complex[] _across;
    private readonly Complex[] _down;

    public BlockTransform(int width, int height, int window)
    {
        (_width, _height, _window) = (width, height, window);
        _across = Roots(width);
        _down = Roots(height);
    }

    /// <summary>The plane transform of one frame's block, frequency (u, v) at v * width + u.</summary>
    /// <param name="codes">The frame's codes, <paramref name="stride"/> a row.</param>
    /// <param name="start">Index of the block's first code.</param>
    /// <param name="stride">Codes in a row of the frame.</param>
    public Complex[] Spectrum(byte[] codes, int start, int stride)
    {
        var rows = new Complex[_width * _height];
        for (var y = 0; y < _height; y++)
        {
            for (var u = 0; u < _width; u++)
            {
                var sum = Complex.Zero;
                for (var x = 0; x < _width; x++)
                {
                    sum += codes[start + (y * stride) + x] * _across[u * x % _width];
                }

                rows[(y * _width) + u] = sum;
            }
        }

        var spectrum = new Complex[rows.Length];
        for (var v = 0; v < _height; v++)
        {
            for (var y = 0; y < _height; y++)
            {
                var root = _down[v * y % _height];
                for (var u = 0; u < _width; u++)
                {
                    spectrum[(v * _width) + u] += rows[(y * _width) + u] * root;
                }
            }
        }

        return spectrum;
    }

    /// <summary>For every frame as the window's middle, the sum of magnitudes of the high frequencies.</summary>
    public double[] Amplitudes(Complex[][] spectra)
    {
        var sums = new double[spectra.Length];
        for (var i = 0; i < _width * _height; i++)
        {
            var (u, v) = (Signed(i % _width, _width), Signed(i / _width, _height));
            for (var w = 0; w < _window; w++)
            {
                if (IsHigh(u, v, Signed(w, _window)))
                {
                    Slide(spectra, i, w, sums);
                }
            }
        }

        return sums;
    }

    private bool IsHigh(int u, int v, int w)
    {
        var least = (_window + 1) / 2;
        return (u * u) + (v * v) + (w * w) >= least * least;
    }

    private void Slide(Complex[][] spectra, int i, int w, double[] sums)
    {
        var half = _window / 2;
        var value = Complex.Zero;
        for (var k = 0; k < _window; k++)
        {
            value += At(k - half) * Complex.FromPolarCoordinates(1, -2 * Math.PI * (w * k % _window) / _window);
        }

        sums[0] += value.Magnitude;
        var turn = Complex.FromPolarCoordinates(1, 2 * Math.PI * w / _window);
        for (var t = 1; t < spectra.Length; t++)
        {
            value = (value - At(t - 1 - half) + At(t + half)) * turn;
            sums[t] += value.Magnitude;
        }

        Complex At(int frame) => spectra[Math.Clamp(frame, 0, spectra.Length - 1)][i];
    }

    private static int Signed(int index, int count) => index <= count / 2 ? index : index - count;

    private static Complex[] Roots(int count) =>
        [.. Enumerable.Range(0, count).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / count))];
}
