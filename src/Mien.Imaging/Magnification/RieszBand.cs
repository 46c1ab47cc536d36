using Mien.Imaging.Filters;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Magnification;

/// <summary>
/// One band of <see cref="RieszMagnifier"/>. With its Riesz transform (R1, R2) a band I is A cos(phi) with A sin(phi) along the
/// local direction; the change of phase from frame to frame is the logarithm of a product of quaternions I + R1 i + R2 j
/// (Wadhwa et al. 2014, section 3), held as a vector (phi cos(theta), phi sin(theta)), which has no ambiguity of sign.
/// </summary>
internal sealed class RieszBand
{
    private const float LeastAmplitude = 1e-6f;

    private readonly RieszOptions _options;
    private readonly GaussianFilter? _smoothing;
    private float _gain;
    private readonly Plane _r1;
    private readonly Plane _r2;
    private readonly Plane _before;
    private readonly Plane _beforeR1;
    private readonly Plane _beforeR2;
    private readonly Plane _amplitude;

    // Phase since the first frame as a vector, and its quick and slow running means.
    private readonly Plane[] _phase;
    private readonly Plane[] _quick;
    private readonly Plane[] _slow;
    private readonly Plane[] _filtered;

    public RieszBand(int width, int height, RieszOptions options)
    {
        _options = options;
        _smoothing = options.Smoothing > 0 ? new GaussianFilter(width, height, options.Smoothing) : null;
        Plane Make() => new(width, height);
        Plane[] MakeTwo() => [Make(), Make()];
        (_r1, _r2, _before, _beforeR1, _beforeR2, _amplitude) = (Make(), Make(), Make(), Make(), Make(), Make());
        (_phase, _quick, _slow, _filtered) = (MakeTwo(), MakeTwo(), MakeTwo(), MakeTwo());
    }

    /// <summary>Pushes the band's motion on, in place.</summary>
    public void Next(Plane band, bool isFirst)
    {
        if (isFirst)
        {
            Restart(band);
        }

        Transform(band);
        if (!isFirst)
        {
            Follow(band);
            Filter();
        }

        band.Samples.CopyTo(_before.Samples, 0);
        _r1.Samples.CopyTo(_beforeR1.Samples, 0);
        _r2.Samples.CopyTo(_beforeR2.Samples, 0);
        if (!isFirst)
        {
            Shift(band);
        }
    }

    /// <summary>The authors' Riesz transform for a narrow band: (0.5, 0, -0.5) across and down, edges repeated.</summary>
    private void Transform(Plane band)
    {
        for (var y = 0; y < band.Height; y++)
        {
            ReadOnlySpan<float> row = band.Row(y);
            ReadOnlySpan<float> above = band.Row(Math.Max(0, y - 1));
            ReadOnlySpan<float> below = band.Row(Math.Min(band.Height - 1, y + 1));
            var r1 = _r1.Row(y);
            var r2 = _r2.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                r1[x] = _gain * (row[Math.Max(0, x - 1)] - row[Math.Min(row.Length - 1, x + 1)]);
                r2[x] = _gain * (above[x] - below[x]);
            }
        }
    }

    /// <summary>
    /// Forgets the phase, and sets the transform's gain. The three taps pass sin(w) of a wave of frequency w, all of it only in
    /// the middle of a band; a true Riesz transform keeps the energy, so the gain is what makes it so in the first frame.
    /// </summary>
    private void Restart(Plane band)
    {
        foreach (var planes in (ReadOnlySpan<Plane[]>)[_phase, _quick, _slow])
        {
            planes[0].Samples.AsSpan().Clear();
            planes[1].Samples.AsSpan().Clear();
        }

        _gain = 0.5f;
        Transform(band);
        var transformed = Energy(_r1) + Energy(_r2);
        _gain *= transformed > 0 ? (float)Math.Sqrt(Energy(band) / transformed) : 1;
    }

    private static double Energy(Plane plane)
    {
        double sum = 0;
        foreach (var value in plane.Samples)
        {
            sum += (double)value * value;
        }

        return sum;
    }

    private void Follow(Plane band)
    {
        for (var i = 0; i < band.Samples.Length; i++)
        {
            var (now, x, y) = (band.Samples[i], _r1.Samples[i], _r2.Samples[i]);
            var (then, thenX, thenY) = (_before.Samples[i], _beforeR1.Samples[i], _beforeR2.Samples[i]);
            var real = (now * then) + (x * thenX) + (y * thenY);
            var (alongX, alongY) = ((then * x) - (now * thenX), (then * y) - (now * thenY));
            var along = MathF.Sqrt((alongX * alongX) + (alongY * alongY));
            var size = MathF.Sqrt((real * real) + (along * along));
            var turn = along > LeastAmplitude ? MathF.Acos(Math.Clamp(real / size, -1, 1)) / along : 0;
            _phase[0].Samples[i] += turn * alongX;
            _phase[1].Samples[i] += turn * alongY;
            _amplitude.Samples[i] = MathF.Sqrt(size) + LeastAmplitude;
        }
    }

    private void Filter()
    {
        for (var part = 0; part < 2; part++)
        {
            var (phase, quick, slow, filtered) = (
                _phase[part].Samples,
                _quick[part].Samples,
                _slow[part].Samples,
                _filtered[part].Samples
            );
            for (var i = 0; i < phase.Length; i++)
            {
                quick[i] += _options.QuickShare * (phase[i] - quick[i]);
                slow[i] += _options.SlowShare * (phase[i] - slow[i]);
                filtered[i] = quick[i] - slow[i];
            }
        }

        if (_smoothing is not null)
        {
            SmoothByAmplitude(_smoothing);
        }
    }

    /// <summary>blur(phase * A) / blur(A): phase is noise where there is no texture.</summary>
    private void SmoothByAmplitude(GaussianFilter smoothing)
    {
        foreach (var filtered in _filtered)
        {
            for (var i = 0; i < filtered.Samples.Length; i++)
            {
                filtered.Samples[i] *= _amplitude.Samples[i];
            }

            smoothing.Apply(filtered, filtered);
        }

        smoothing.Apply(_amplitude, _amplitude);
        foreach (var filtered in _filtered)
        {
            for (var i = 0; i < filtered.Samples.Length; i++)
            {
                filtered.Samples[i] /= _amplitude.Samples[i];
            }
        }
    }

    /// <summary>The real part of the band times e to the added phase.</summary>
    private void Shift(Plane band)
    {
        for (var i = 0; i < band.Samples.Length; i++)
        {
            var (x, y) = (_options.Alpha * _filtered[0].Samples[i], _options.Alpha * _filtered[1].Samples[i]);
            var angle = MathF.Sqrt((x * x) + (y * y));
            var (sin, cos) = MathF.SinCos(angle);
            var unit = angle > 0 ? sin / angle : 0;
            band.Samples[i] = (cos * band.Samples[i]) - (unit * ((x * _r1.Samples[i]) + (y * _r2.Samples[i])));
        }
    }
}
