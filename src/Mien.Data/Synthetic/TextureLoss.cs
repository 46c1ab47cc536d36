using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// Smooth skin shows no flow: on each cheek and on the forehead the field is weakened, every second time, by
/// 1 - a exp(-(dx/rx)^2 - (dy/ry)^2) with a up to .9; overlapping places together never take more than .9.
/// </summary>
internal sealed class TextureLoss(FlowGrid grid)
{
    private const float Most = 0.9f;
    private const int Places = 3;

    private readonly float[] _across = new float[Places * grid.Stride];
    private readonly float[] _down = new float[Places * grid.Stride];

    public void Apply(Flow flow, FaceAnchors face, in FaceShape shape, RandomStream random)
    {
        var found = 0;
        for (var side = 0; side < 2; side++)
        {
            var (x, y) = face[Anchor.Cheek, side];
            var cheek = (x + (FaceAnchors.Sign(side) * shape.Across), y + (1.5f * shape.Down));
            found += Draw(found, cheek, (3 * shape.Across, 3 * shape.Down), random);
        }

        var (middle, brow) = face[Anchor.Glabella, 0];
        found += Draw(found, (middle, brow - (4 * shape.Down)), (6 * shape.Across, 1.8f * shape.Down), random);
        if (found > 0)
        {
            Weaken(flow, found);
        }
    }

    private int Draw(int at, (float X, float Y) centre, (float X, float Y) radius, RandomStream random)
    {
        if (!random.Chance(0.5))
        {
            return 0;
        }

        // exp(-(d/r)^2) is a Gaussian of standard deviation r / sqrt 2.
        var across = _across.AsSpan(at * grid.Stride, grid.Stride);
        grid.Gaussian(across, centre.X, radius.X * 0.70710678f);
        grid.Gaussian(_down.AsSpan(at * grid.Stride, grid.Stride), centre.Y, radius.Y * 0.70710678f);
        var share = Draws.Between(random, 0, Most);
        foreach (ref var value in across)
        {
            value *= share;
        }

        return 1;
    }

    private void Weaken(Flow flow, int places)
    {
        for (var y = 0; y < grid.Size; y++)
        {
            var u = flow.RowU(y);
            var v = flow.RowV(y);
            for (var x = 0; x < grid.Stride; x += 16)
            {
                var loss = Vector512<float>.Zero;
                for (var place = 0; place < places; place++)
                {
                    var at = place * grid.Stride;
                    loss += Vector512.Create(_across.AsSpan(at + x, 16)) * _down[at + y];
                }

                var left = Vector512<float>.One - Vector512.Min(loss, Vector512.Create(Most));
                (Vector512.Create(u.Slice(x, 16)) * left).CopyTo(u[x..]);
                (Vector512.Create(v.Slice(x, 16)) * left).CopyTo(v[x..]);
            }
        }
    }
}
