namespace Mien.Data.Synthetic;

/// <summary>
/// How a side of few points becomes a side of a <see cref="FlowGrid"/> by bicubic interpolation (Keys 1981, a = -1/2),
/// the border repeated.
/// </summary>
internal sealed class BicubicWeights
{
    public BicubicWeights(int side, FlowGrid grid)
    {
        Dense = new float[side * grid.Stride];
        Rows = new int[grid.Size * 4];
        Shares = new float[grid.Size * 4];
        for (var y = 0; y < grid.Size; y++)
        {
            var place = ((y + 0.5f) * side / grid.Size) - 0.5f;
            var first = (int)MathF.Floor(place) - 1;
            for (var i = 0; i < 4; i++)
            {
                var row = Math.Clamp(first + i, 0, side - 1);
                var share = Cubic(MathF.Abs(place - (first + i)));
                Rows[(y * 4) + i] = row;
                Shares[(y * 4) + i] = share;
                Dense[(row * grid.Stride) + y] += share;
            }
        }
    }

    /// <summary>Weight of every coarse point (row) at every grid point (column, padded to the stride).</summary>
    public float[] Dense { get; }

    /// <summary>The four coarse points of every grid point.</summary>
    public int[] Rows { get; }

    /// <summary>Their weights, parallel to <see cref="Rows"/>.</summary>
    public float[] Shares { get; }

    private static float Cubic(float d) =>
        d < 1 ? (((1.5f * d) - 2.5f) * d * d) + 1
        : d < 2 ? (((((-0.5f * d) + 2.5f) * d) - 4) * d) + 2
        : 0;
}
