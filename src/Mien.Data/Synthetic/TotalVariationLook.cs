using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// What TV-L1 and other estimators with total variation do to a field: terraces with steep edges (staircasing), and the
/// median filter that many run after every warp.
/// </summary>
internal sealed class TotalVariationLook(FlowGrid grid)
{
    private readonly SmallFilters _filters = new(grid);

    public void Apply(Flow flow, RandomStream random)
    {
        var terraces = random.Chance(0.25);
        if (terraces)
        {
            Terrace(flow.U, random);
            Terrace(flow.V, random);
        }

        if (random.Chance(0.7))
        {
            var reach = random.Chance(0.4) ? 2 : 1;
            _filters.Median(flow.U, reach);
            _filters.Median(flow.V, reach);
        }
        else if (terraces)
        {
            _filters.Soften(flow.U);
            _filters.Soften(flow.V);
        }
    }

    /// <summary>.7 q round(F / q + c) + .3 F with a step q of .3 to .9 standard deviations.</summary>
    private void Terrace(float[] plane, RandomStream random)
    {
        var step = Deviation(plane) * Draws.Between(random, 0.3f, 0.9f);
        var offset = Vector512.Create((float)random.Uniform());
        if (step <= 0)
        {
            return;
        }

        for (var i = 0; i < grid.Size * grid.Stride; i += 16)
        {
            var value = Vector512.Create(plane.AsSpan(i, 16));
            var level = Vector512.Round((value * (1 / step)) + offset);
            ((level * (0.7f * step)) + (value * 0.3f)).CopyTo(plane.AsSpan(i));
        }
    }

    private float Deviation(float[] plane)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var y = 0; y < grid.Size; y++)
        {
            var row = plane.AsSpan(y * grid.Stride, grid.Size);
            var mean = Inputs.Planes.Mean(row);
            sum += mean;
            squares += Inputs.Planes.MeanSquare(row, 0);
        }

        var centre = sum / grid.Size;
        return (float)Math.Sqrt(Math.Max(0, (squares / grid.Size) - (centre * centre)));
    }
}
