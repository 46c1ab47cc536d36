namespace Mien.Imaging.Pictures;

/// <summary>
/// Rows of a component at the picture's full size: linear between sample centres, first down and then across. Only
/// samples that belong to the picture take part; those beyond its edge are the encoder's padding.
/// </summary>
internal sealed class UpsampledRows
{
    private readonly Plane _plane;
    private readonly float _stepDown;
    private readonly int _lastRow;
    private readonly int _columns;
    private readonly bool _isFull;
    private readonly int[] _left;
    private readonly float[] _share;
    private readonly float[] _between;
    private readonly float[] _row;

    public UpsampledRows(JpegComponent component, JpegHeader header)
    {
        var (across, down) = (component.Across, component.Down);
        var (maxAcross, maxDown) = header.MostBlocks;
        _plane = component.Plane!;
        _isFull = across == maxAcross && down == maxDown;
        _stepDown = (float)down / maxDown;
        _lastRow = JpegHeader.Ceiling(header.Height * down, maxDown) - 1;
        _columns = JpegHeader.Ceiling(header.Width * across, maxAcross);
        _left = new int[header.Width];
        _share = new float[header.Width];
        // One sample more than there are, so that the last one has a right neighbour.
        _between = new float[_columns + 1];
        _row = new float[header.Width];
        for (var x = 0; x < _row.Length; x++)
        {
            var at = Math.Clamp(((x + 0.5f) * across / maxAcross) - 0.5f, 0, _columns - 1);
            (_left[x], _share[x]) = ((int)at, at - (int)at);
        }
    }

    /// <summary>The samples of a row of the picture, and perhaps padding behind them; overwritten by the next row.</summary>
    public ReadOnlySpan<float> Row(int y)
    {
        if (_isFull)
        {
            return _plane.Row(y);
        }

        var at = Math.Clamp(((y + 0.5f) * _stepDown) - 0.5f, 0, _lastRow);
        var above = _plane.Row((int)at);
        var below = _plane.Row(Math.Min((int)at + 1, _lastRow));
        var share = at - (int)at;
        for (var x = 0; x < _columns; x++)
        {
            _between[x] = above[x] + (share * (below[x] - above[x]));
        }

        _between[_columns] = _between[_columns - 1];
        for (var x = 0; x < _row.Length; x++)
        {
            var (value, left) = (_between[_left[x]], _left[x]);
            _row[x] = value + (_share[x] * (_between[left + 1] - value));
        }

        return _row;
    }
}
