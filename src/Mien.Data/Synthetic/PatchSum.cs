using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Data.Synthetic;

/// <summary>
/// A sum of smooth patches of motion. Every patch is a product of a profile across and a profile down,
/// exp(-.6 |x|^q) exp(-.6 |y|^q), so the sum over all patches is one small matrix product, Gy^T diag(a) Gx, for u and
/// for v.
/// </summary>
internal sealed class PatchSum
{
    private const int MaxPatches = 256;
    private const float Steepness = 0.6f;

    private readonly FlowGrid _grid;
    private readonly float[] _across;
    private readonly float[] _down;
    private readonly float[] _u = new float[MaxPatches];
    private readonly float[] _v = new float[MaxPatches];
    private int _count;

    public PatchSum(FlowGrid grid)
    {
        _grid = grid;
        _across = new float[MaxPatches * grid.Stride];
        _down = new float[MaxPatches * grid.Stride];
    }

    public void Clear() => _count = 0;

    /// <summary>Adds a patch of an expression.</summary>
    /// <param name="centre">Cells.</param>
    /// <param name="halfSize">Cells.</param>
    /// <param name="roundness">The exponent q: small is peaked, large is flat with a steep edge.</param>
    /// <param name="motion">Cells to the right and down.</param>
    public void Add((float X, float Y) centre, (float X, float Y) halfSize, float roundness, (float U, float V) motion)
    {
        var at = Next(motion);
        PeakedProfile(_across.AsSpan(at, _grid.Stride), centre.X, halfSize.X, roundness);
        PeakedProfile(_down.AsSpan(at, _grid.Stride), centre.Y, halfSize.Y, roundness);
    }

    /// <summary>Adds a Gaussian patch; sizes are standard deviations.</summary>
    public void AddGaussian((float X, float Y) centre, (float X, float Y) deviation, (float U, float V) motion)
    {
        var at = Next(motion);
        _grid.Gaussian(_across.AsSpan(at, _grid.Stride), centre.X, deviation.X);
        _grid.Gaussian(_down.AsSpan(at, _grid.Stride), centre.Y, deviation.Y);
    }

    /// <summary>Writes the sum over a flow.</summary>
    public void Render(Flow flow)
    {
        for (var y = 0; y < _grid.Size; y += 2)
        {
            for (var x = 0; x < _grid.Stride; x += 32)
            {
                RenderTile(flow, y, x);
            }
        }
    }

    private int Next((float U, float V) motion)
    {
        if (_count == MaxPatches)
        {
            throw new InvalidOperationException($"A face has no more than {MaxPatches} patches of motion.");
        }

        (_u[_count], _v[_count]) = motion;
        return _count++ * _grid.Stride;
    }

    /// <summary>exp(-.6 (|x - centre| / size)^q), the power as exp(q log d).</summary>
    private void PeakedProfile(Span<float> profile, float centre, float size, float roundness)
    {
        const float Tiny = 1e-6f;
        var cells = _grid.Cells;
        var scale = Vector512.Create(1 / size);
        for (var i = 0; i < profile.Length; i += 16)
        {
            var away = Vector512.Abs(Vector512.Create(cells.AsSpan(i, 16)) - Vector512.Create(centre)) * scale;
            var power = Vector512.Exp(Vector512.Log(Vector512.Max(away, Vector512.Create(Tiny))) * roundness);
            Vector512.Exp(power * -Steepness).CopyTo(profile[i..]);
        }
    }

    /// <summary>
    /// Two rows by 32 columns of u and v: eight accumulators stay in registers while the patches run by; the last rows
    /// and columns of an odd grid fall into the flow's margin.
    /// </summary>
    private void RenderTile(Flow flow, int y, int x)
    {
        var stride = (nuint)_grid.Stride;
        ref var across = ref _across[x];
        var (u00, u01, u10, u11) = (
            Vector512<float>.Zero,
            Vector512<float>.Zero,
            Vector512<float>.Zero,
            Vector512<float>.Zero
        );
        var (v00, v01, v10, v11) = (u00, u01, u10, u11);
        for (var k = 0; k < _count; k++)
        {
            var at = (nuint)k * stride;
            var g0 = Vector512.LoadUnsafe(ref across, at);
            var g1 = Vector512.LoadUnsafe(ref across, at + 16);
            var (top, bottom) = (_down[(int)at + y], _down[(int)at + y + 1]);
            var (uTop, uBottom) = (Vector512.Create(top * _u[k]), Vector512.Create(bottom * _u[k]));
            var (vTop, vBottom) = (Vector512.Create(top * _v[k]), Vector512.Create(bottom * _v[k]));
            u00 = Vector512.FusedMultiplyAdd(uTop, g0, u00);
            u01 = Vector512.FusedMultiplyAdd(uTop, g1, u01);
            u10 = Vector512.FusedMultiplyAdd(uBottom, g0, u10);
            u11 = Vector512.FusedMultiplyAdd(uBottom, g1, u11);
            v00 = Vector512.FusedMultiplyAdd(vTop, g0, v00);
            v01 = Vector512.FusedMultiplyAdd(vTop, g1, v01);
            v10 = Vector512.FusedMultiplyAdd(vBottom, g0, v10);
            v11 = Vector512.FusedMultiplyAdd(vBottom, g1, v11);
        }

        Store(flow.U, y, x, u00, u01, u10, u11);
        Store(flow.V, y, x, v00, v01, v10, v11);
    }

    private void Store(
        float[] plane,
        int y,
        int x,
        Vector512<float> a,
        Vector512<float> b,
        Vector512<float> c,
        Vector512<float> d
    )
    {
        var at = (y * _grid.Stride) + x;
        a.CopyTo(plane.AsSpan(at));
        b.CopyTo(plane.AsSpan(at + 16));
        c.CopyTo(plane.AsSpan(at + _grid.Stride));
        d.CopyTo(plane.AsSpan(at + _grid.Stride + 16));
    }
}
