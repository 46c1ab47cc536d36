using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Data.Filmed;

/// <summary>
/// A head that turns or nods a little: what is nearer to the camera moves further. The depth is that of a dome over the
/// face's outline with a nose on it.
/// </summary>
internal sealed class HeadTurn(FlowGrid grid)
{
    private const float OutlineAcross = 15;
    private const float OutlineDown = 17;
    private const float NoseHeight = 0.45f;

    private readonly float[] _noseAcross = new float[grid.Stride];
    private readonly float[] _noseDown = new float[grid.Stride];

    /// <summary>Adds a turn to a motion.</summary>
    /// <param name="motion">Cells.</param>
    /// <param name="face">Where the nose is.</param>
    /// <param name="shape">Where the face is.</param>
    /// <param name="turn">How far the top of the dome moves to the right and down, cells.</param>
    public void Apply(Flow motion, FaceAnchors face, in FaceShape shape, (float Right, float Down) turn)
    {
        var (left, right) = (face[Anchor.NoseWing, 0], face[Anchor.NoseWing, 1]);
        grid.Gaussian(_noseAcross, (left.X + right.X) / 2, 2.2f * shape.Across);
        grid.Gaussian(_noseDown, ((left.Y + right.Y) / 2) - (2 * shape.Down), 3 * shape.Down);
        var middle = shape.EyeHeight + (0.4f * shape.EyeToMouth);
        for (var y = 0; y < grid.Size; y++)
        {
            var down = (grid.Cells[y] - middle) / (OutlineDown * shape.Down);
            var u = motion.RowU(y);
            var v = motion.RowV(y);
            for (var x = 0; x < grid.Size; x++)
            {
                var across = (grid.Cells[x] - shape.Midline) / (OutlineAcross * shape.Across);
                var dome = MathF.Sqrt(MathF.Max(0, 1 - (across * across) - (down * down)));
                var depth = dome + (NoseHeight * _noseAcross[x] * _noseDown[y]);
                u[x] += turn.Right * depth;
                v[x] += turn.Down * depth;
            }
        }
    }
}
