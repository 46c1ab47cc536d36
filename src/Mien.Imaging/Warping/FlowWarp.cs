using System.Runtime.Intrinsics;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Warping;

/// <summary>Moves a picture back along a flow field.</summary>
public static class FlowWarp
{
    /// <summary>
    /// The second picture as the first saw it: target(x, y) = second(x + u, y + v), read by cubic convolution (Keys 1981, a =
    /// -0.5), edges repeated. With a right field the result is the first picture, but for what was hidden. Allocates nothing.
    /// </summary>
    /// <param name="second">The later picture.</param>
    /// <param name="flow">The field from the earlier to the later picture.</param>
    /// <param name="target">Receives the result; another plane than the picture.</param>
    public static void Backward(Plane second, FlowField flow, Plane target)
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(target);
        if (!second.HasSizeOf(target) || !second.HasSizeOf(flow.U) || ReferenceEquals(second, target))
        {
            throw new ArgumentException(
                "picture, field and target have one size and different samples",
                nameof(target)
            );
        }

        for (var y = 0; y < target.Height; y++)
        {
            var row = target.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = ReadAt(second, x + flow.U[x, y], y + flow.V[x, y]);
            }
        }
    }

    private static float ReadAt(Plane plane, float x, float y)
    {
        x = Math.Clamp(x, 0, plane.Width - 1);
        y = Math.Clamp(y, 0, plane.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (across, down) = (CubicWeights.At(x - left), CubicWeights.At(y - top));
        var sum = Vector128<float>.Zero;
        for (var j = 0; j < 4; j++)
        {
            ReadOnlySpan<float> row = plane.Row(Math.Clamp(top - 1 + j, 0, plane.Height - 1));
            var four =
                left >= 1 && left + 2 < row.Length
                    ? Vector128.Create(row.Slice(left - 1, 4))
                    : Vector128.Create(
                        row[Math.Max(0, left - 1)],
                        row[left],
                        row[Math.Min(row.Length - 1, left + 1)],
                        row[Math.Min(row.Length - 1, left + 2)]
                    );
            sum += down[j] * four;
        }

        return Vector128.Dot(sum, across);
    }
}
