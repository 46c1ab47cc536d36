using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// A background that stands still: beyond an ellipse the field fades by 1 / (1 + exp(k (r - 1))), softly or sharply.
/// </summary>
internal static class FaceOutline
{
    public static void Apply(Flow flow, in FaceShape shape, RandomStream random)
    {
        var grid = flow.Grid;
        var centreY = shape.EyeHeight + (shape.EyeToMouth * Draws.Between(random, 0.27f, 0.52f));
        var across = 1 / (Draws.Between(random, 12.5f, 19) * shape.Across);
        var down = 1 / (Draws.Between(random, 14.5f, 22) * shape.Down);
        var sharpness = Draws.Between(random, 8, 40);
        for (var y = 0; y < grid.Size; y++)
        {
            var fromCentre = (grid.Cells[y] - centreY) * down;
            var square = Vector512.Create(fromCentre * fromCentre);
            var u = flow.RowU(y);
            var v = flow.RowV(y);
            for (var x = 0; x < grid.Stride; x += 16)
            {
                var sideways = (Vector512.Create(grid.Cells.AsSpan(x, 16)) - Vector512.Create(shape.Midline)) * across;
                var radius = Vector512.Sqrt((sideways * sideways) + square);
                var inside =
                    Vector512<float>.One
                    / (Vector512<float>.One + Vector512.Exp((radius - Vector512<float>.One) * sharpness));
                (Vector512.Create(u.Slice(x, 16)) * inside).CopyTo(u[x..]);
                (Vector512.Create(v.Slice(x, 16)) * inside).CopyTo(v[x..]);
            }
        }
    }
}
