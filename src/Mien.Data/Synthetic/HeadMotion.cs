using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// A head that is never quite still: translation, rotation about the neck below the mouth, approach, and the nose, which
/// is nearer to the camera, moving by itself.
/// </summary>
internal sealed class HeadMotion(FlowGrid grid)
{
    private const float Pivot = 24;

    private readonly float[] _noseAcross = new float[grid.Stride];
    private readonly float[] _noseDown = new float[grid.Stride];

    public void Apply(Flow flow, FaceAnchors face, in FaceShape shape, RandomStream random, float strength)
    {
        const float Centre = CropLayout.Cells / 2f;
        var (right, down) = (Draws.Normal(random, 0.25f * strength), Draws.Normal(random, 0.25f * strength));
        var turn = Draws.Normal(random, 0.008f * strength);
        var approach = Draws.Normal(random, 0.006f * strength);
        var nose = (U: Draws.Normal(random, 0.12f * strength), V: Draws.Normal(random, 0.12f * strength));
        PlaceNose(face, shape);
        for (var y = 0; y < grid.Size; y++)
        {
            var cell = grid.Cells[y];
            var u = Vector512.Create(right - (turn * (cell - Pivot)));
            var v = Vector512.Create(down + (approach * (cell - Centre)));
            var rowU = flow.RowU(y);
            var rowV = flow.RowV(y);
            for (var x = 0; x < grid.Stride; x += 16)
            {
                var across = Vector512.Create(grid.Cells.AsSpan(x, 16)) - Vector512.Create(Centre);
                var bump = Vector512.Create(_noseAcross.AsSpan(x, 16)) * _noseDown[y];
                (Vector512.Create(rowU.Slice(x, 16)) + u + (across * approach) + (bump * nose.U)).CopyTo(rowU[x..]);
                (Vector512.Create(rowV.Slice(x, 16)) + v + (across * turn) + (bump * nose.V)).CopyTo(rowV[x..]);
            }
        }
    }

    private void PlaceNose(FaceAnchors face, in FaceShape shape)
    {
        var (left, right) = (face[Anchor.NoseWing, 0], face[Anchor.NoseWing, 1]);
        grid.Gaussian(_noseAcross, (left.X + right.X) / 2, 3 * shape.Across * 0.70710678f);
        grid.Gaussian(_noseDown, ((left.Y + right.Y) / 2) - (2 * shape.Down), 4 * shape.Down * 0.70710678f);
    }
}
