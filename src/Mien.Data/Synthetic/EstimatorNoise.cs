using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// The errors of an optical flow: smooth at many scales. For every scale a coarse grid of normal numbers is interpolated
/// bicubically (Keys 1981, a = -1/2) and added, u and v independently.
/// </summary>
internal sealed class EstimatorNoise
{
    private static readonly (int Side, float Share)[] Scales = [(4, 1.2f), (6, 1), (9, 0.9f), (14, 0.6f), (28, 0.35f)];

    private readonly FlowGrid _grid;
    private readonly BicubicWeights[] _weights;
    private readonly float[] _numbers = new float[28 * 28];
    private readonly float[] _widened;

    public EstimatorNoise(FlowGrid grid)
    {
        _grid = grid;
        _weights = [.. Scales.Select(scale => new BicubicWeights(scale.Side, grid))];
        _widened = new float[28 * grid.Stride];
    }

    public void Apply(Flow flow, float level, RandomStream random)
    {
        for (var i = 0; i < Scales.Length; i++)
        {
            var (side, share) = Scales[i];
            var strength = level * share * (float)random.Uniform();
            Add(flow.U, _weights[i], side, strength, random);
            Add(flow.V, _weights[i], side, strength, random);
        }
    }

    private void Add(float[] plane, BicubicWeights weights, int side, float strength, RandomStream random)
    {
        var numbers = _numbers.AsSpan(0, side * side);
        NormalNumbers.Fill(numbers, random.NextBits());
        Inputs.Planes.Multiply(numbers, strength);
        Widen(weights, side);
        AddRows(plane, weights);
    }

    /// <summary>Rows of numbers to rows of the grid: every grid point is a weighted sum of a row's numbers.</summary>
    private void Widen(BicubicWeights weights, int side)
    {
        for (var row = 0; row < side; row++)
        {
            for (var x = 0; x < _grid.Stride; x += 16)
            {
                var sum = Vector512<float>.Zero;
                for (var i = 0; i < side; i++)
                {
                    sum = Vector512.FusedMultiplyAdd(
                        Vector512.Create(_numbers[(row * side) + i]),
                        Vector512.Create(weights.Dense.AsSpan((i * _grid.Stride) + x, 16)),
                        sum
                    );
                }

                sum.CopyTo(_widened.AsSpan((row * _grid.Stride) + x));
            }
        }
    }

    /// <summary>Every row of the grid is a sum of four widened rows.</summary>
    private void AddRows(float[] plane, BicubicWeights weights)
    {
        for (var y = 0; y < _grid.Size; y++)
        {
            var rows = weights.Rows.AsSpan(y * 4, 4);
            var shares = weights.Shares.AsSpan(y * 4, 4);
            for (var x = 0; x < _grid.Stride; x += 16)
            {
                var at = (y * _grid.Stride) + x;
                var sum = Vector512.Create(plane.AsSpan(at, 16));
                for (var i = 0; i < 4; i++)
                {
                    var row = Vector512.Create(_widened.AsSpan((rows[i] * _grid.Stride) + x, 16));
                    sum = Vector512.FusedMultiplyAdd(row, Vector512.Create(shares[i]), sum);
                }

                sum.CopyTo(plane.AsSpan(at));
            }
        }
    }
}
