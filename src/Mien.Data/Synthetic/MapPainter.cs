using System.Runtime.Intrinsics;

namespace Mien.Data.Synthetic;

/// <summary>Turns a field on the fine grid into a motion map: optical strain, averaging to pixels, scaling to bytes.</summary>
internal sealed class MapPainter
{
    private readonly FlowGrid _grid;
    private readonly float[] _strain;
    private readonly float[] _sum;
    private readonly float[] _pixels;

    public MapPainter(FlowGrid grid)
    {
        _grid = grid;
        _strain = new float[grid.Length];
        _sum = new float[grid.Stride];
        _pixels = new float[grid.MapSize * grid.MapSize];
    }

    /// <summary>Writes u, v and strain into an HWC map.</summary>
    public void Paint(Flow flow, Span<float> map, bool bytes)
    {
        ComputeStrain(flow);
        Put(flow.U, 0, map, bytes);
        Put(flow.V, 1, map, bytes);
        Put(_strain, 2, map, bytes);
    }

    /// <summary>
    /// sqrt(u_x^2 + v_y^2 + (u_y + v_x)^2 / 2) with central differences, one-sided at the border (the Frobenius norm of
    /// the strain tensor; Shreve et al. 2011). Lanes beyond the last column read the next row and are not used.
    /// </summary>
    private void ComputeStrain(Flow flow)
    {
        var last = _grid.Size - 1;
        for (var y = 0; y <= last; y++)
        {
            for (var x = 1; x + 16 < _grid.Stride; x += 16)
            {
                StrainAt(flow, y, x).CopyTo(_strain.AsSpan((y * _grid.Stride) + x));
            }

            for (var x = _grid.Stride - 16; x < last; x++)
            {
                _strain[(y * _grid.Stride) + x] = StrainPlain(flow, y, x);
            }

            _strain[y * _grid.Stride] = StrainPlain(flow, y, 0);
            _strain[(y * _grid.Stride) + last] = StrainPlain(flow, y, last);
        }
    }

    private Vector512<float> StrainAt(Flow flow, int y, int x)
    {
        var (above, below) = (Math.Max(y - 1, 0), Math.Min(y + 1, _grid.Size - 1));
        var perCell = (float)_grid.Size / CropLayout.Cells;
        var (across, down) = (perCell / 2, perCell / (below - above));
        var ux = (Load(flow.U, y, x + 1) - Load(flow.U, y, x - 1)) * across;
        var vx = (Load(flow.V, y, x + 1) - Load(flow.V, y, x - 1)) * across;
        var uy = (Load(flow.U, below, x) - Load(flow.U, above, x)) * down;
        var vy = (Load(flow.V, below, x) - Load(flow.V, above, x)) * down;
        var shear = uy + vx;
        return Vector512.Sqrt((ux * ux) + (vy * vy) + (shear * shear * 0.5f));
    }

    private float StrainPlain(Flow flow, int y, int x)
    {
        var (above, below) = (Math.Max(y - 1, 0), Math.Min(y + 1, _grid.Size - 1));
        var (before, after) = (Math.Max(x - 1, 0), Math.Min(x + 1, _grid.Size - 1));
        var perCell = (float)_grid.Size / CropLayout.Cells;
        var (across, down) = (perCell / (after - before), perCell / (below - above));
        var ux = (At(flow.U, y, after) - At(flow.U, y, before)) * across;
        var vx = (At(flow.V, y, after) - At(flow.V, y, before)) * across;
        var uy = (At(flow.U, below, x) - At(flow.U, above, x)) * down;
        var vy = (At(flow.V, below, x) - At(flow.V, above, x)) * down;
        return MathF.Sqrt((ux * ux) + (vy * vy) + ((uy + vx) * (uy + vx) * 0.5f));
    }

    private void Put(float[] plane, int channel, Span<float> map, bool bytes)
    {
        Average(plane);
        if (bytes)
        {
            Inputs.Planes.SpreadToBytes(_pixels);
        }

        for (int i = 0, at = channel; i < _pixels.Length; i++, at += 3)
        {
            map[at] = _pixels[i];
        }
    }

    /// <summary>The mean of the points of every pixel.</summary>
    private void Average(float[] plane)
    {
        var points = _grid.PointsPerPixel;
        var share = 1f / (points * points);
        for (var y = 0; y < _grid.MapSize; y++)
        {
            SumRows(plane, y * points, points);
            for (var x = 0; x < _grid.MapSize; x++)
            {
                var sum = 0f;
                for (var i = 0; i < points; i++)
                {
                    sum += _sum[(x * points) + i];
                }

                _pixels[(y * _grid.MapSize) + x] = sum * share;
            }
        }
    }

    private void SumRows(float[] plane, int first, int count)
    {
        for (var x = 0; x < _grid.Stride; x += 16)
        {
            var sum = Load(plane, first, x);
            for (var row = 1; row < count; row++)
            {
                sum += Load(plane, first + row, x);
            }

            sum.CopyTo(_sum.AsSpan(x));
        }
    }

    private Vector512<float> Load(float[] plane, int y, int x) =>
        Vector512.Create(plane.AsSpan((y * _grid.Stride) + x, 16));

    private float At(float[] plane, int y, int x) => plane[(y * _grid.Stride) + x];
}
