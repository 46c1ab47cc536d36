using Mien.Imaging.Lanes;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Warping;

/// <summary>Shrinks padded planes by area means; quick where both sides shrink by one whole factor.</summary>
internal sealed unsafe class AreaShrinker
{
    private readonly int _factor;
    private readonly float[] _sums;
    private readonly Resizer? _general;
    private readonly Plane? _from;
    private readonly Plane? _to;

    public AreaShrinker(int sourceWidth, int sourceHeight, int width, int height)
    {
        _factor = sourceWidth / width;
        _sums = new float[sourceWidth];
        if (width * _factor != sourceWidth || height * _factor != sourceHeight)
        {
            _general = new Resizer(sourceWidth, sourceHeight, width, height, ResizeMethod.Area);
            _from = new Plane(sourceWidth, sourceHeight);
            _to = new Plane(width, height);
        }
    }

    /// <summary>Shrinks; margins of the target are left as they are.</summary>
    public void Apply(PaddedPlane from, PaddedPlane to)
    {
        if (_general is not null)
        {
            from.CopyTo(_from!);
            _general.Resize(_from!, _to!);
            to.CopyFrom(_to!);
            return;
        }

        for (var y = 0; y < to.Height; y++)
        {
            SumRows(from, y * _factor);
            AverageColumns(to.Samples(y));
        }
    }

    private void SumRows(PaddedPlane from, int first)
    {
        from.Samples(first).CopyTo(_sums);
        for (var k = 1; k < _factor; k++)
        {
            var row = from.Samples(first + k);
            for (var x = 0; x < row.Length; x++)
            {
                _sums[x] += row[x];
            }
        }
    }

    private void AverageColumns(Span<float> target)
    {
        var share = 1f / (_factor * _factor);
        for (var x = 0; x < target.Length; x++)
        {
            var sum = 0f;
            for (var k = 0; k < _factor; k++)
            {
                sum += _sums[(x * _factor) + k];
            }

            target[x] = sum * share;
        }
    }
}
