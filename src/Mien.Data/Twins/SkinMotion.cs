using Mien.Data.Synthetic;

namespace Mien.Data.Twins;

/// <summary>
/// How far each pixel of a face moves at the peak of an expression: the patches of <see cref="MuscleMap"/> for its action
/// units, scaled so that the largest displacement has a known size.
/// </summary>
internal sealed class SkinMotion
{
    private const float Steepness = 0.6f;
    private const float Roundness = 2;

    private SkinMotion(int width, int height)
    {
        U = new float[width * height];
        V = new float[width * height];
    }

    /// <summary>Pixels to the right.</summary>
    public float[] U { get; }

    /// <summary>Pixels down.</summary>
    public float[] V { get; }

    /// <summary>The motion of action units on one face.</summary>
    /// <param name="look">Whose face.</param>
    /// <param name="view">Where it lies.</param>
    /// <param name="units">Action units with the strength of the picture's left and right side.</param>
    /// <param name="size">Largest displacement, pixels.</param>
    public static SkinMotion Of(
        FaceLook look,
        FaceView view,
        IReadOnlyList<(int Unit, float Left, float Right)> units,
        float size
    ) => Of(look.Anchors, look.Shape, view, units, size);

    /// <summary>The motion of action units on any face whose proportions are known.</summary>
    /// <param name="anchors">Places of its muscles.</param>
    /// <param name="shape">Its proportions.</param>
    /// <param name="view">Where it lies, upright.</param>
    /// <param name="units">Action units with the strength of the picture's left and right side.</param>
    /// <param name="size">Largest displacement, pixels.</param>
    public static SkinMotion Of(
        FaceAnchors anchors,
        in FaceShape shape,
        FaceView view,
        IReadOnlyList<(int Unit, float Left, float Right)> units,
        float size
    )
    {
        var motion = new SkinMotion(view.Width, view.Height);
        foreach (ref readonly var patch in MuscleMap.Patches)
        {
            foreach (var (unit, left, right) in units)
            {
                if (unit == patch.Unit)
                {
                    motion.AddSides(anchors, shape, view, patch, left, right);
                }
            }
        }

        motion.ScaleTo(size);
        return motion;
    }

    /// <summary>What the skin around the eyes does when the lids shut: the fold of the upper lid comes down.</summary>
    /// <param name="look">Whose face.</param>
    /// <param name="view">Where it lies.</param>
    /// <param name="size">Largest displacement, pixels.</param>
    public static SkinMotion OfBlink(FaceLook look, FaceView view, float size)
    {
        var motion = new SkinMotion(view.Width, view.Height);
        // The first patch is the lid itself, which is drawn and not moved.
        foreach (ref readonly var patch in MuscleMap.BlinkPatches[1..])
        {
            motion.AddSides(look.Anchors, look.Shape, view, patch, 1, 1);
        }

        motion.ScaleTo(size);
        return motion;
    }

    /// <summary>Largest displacement, pixels.</summary>
    public float Largest() => MathF.Sqrt(U.Zip(V, (u, v) => (u * u) + (v * v)).Max());

    private void AddSides(
        FaceAnchors anchors,
        in FaceShape shape,
        FaceView view,
        in MotionPrimitive patch,
        float left,
        float right
    )
    {
        if (patch.IsCentral)
        {
            Add(anchors, shape, view, patch with { Outward = 0, MovesOutward = 0 }, 0, (left + right) / 2);
            return;
        }

        Add(anchors, shape, view, patch, 0, left);
        Add(anchors, shape, view, patch, 1, right);
    }

    private void Add(
        FaceAnchors anchors,
        in FaceShape shape,
        FaceView view,
        in MotionPrimitive patch,
        int side,
        float strength
    )
    {
        if (strength == 0)
        {
            return;
        }

        var sign = FaceAnchors.Sign(side);
        var (ax, ay) = anchors[patch.Anchor, side];
        var (x, y) = FaceView.FromCells((ax + (sign * patch.Outward * shape.Across), ay + (patch.Below * shape.Down)));
        var across = Profile(view.Width, column => view.MillimetresX(column), x, patch.Width * FaceView.CellAcross);
        var down = Profile(view.Height, row => view.MillimetresY(row), y, patch.Height * FaceView.CellDown);
        var u = sign * patch.MovesOutward * strength * patch.Weight * FaceView.CellAcross;
        var v = patch.MovesDown * strength * patch.Weight * FaceView.CellDown;
        for (var row = 0; row < view.Height; row++)
        {
            if (down[row] < 1e-4f)
            {
                continue;
            }

            for (var column = 0; column < view.Width; column++)
            {
                var weight = across[column] * down[row];
                U[(row * view.Width) + column] += u * weight;
                V[(row * view.Width) + column] += v * weight;
            }
        }
    }

    private static float[] Profile(int count, Func<int, float> place, float centre, float width) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => MathF.Exp(-Steepness * MathF.Pow(MathF.Abs(place(i) - centre) / width, Roundness))),
        ];

    private void ScaleTo(float size)
    {
        var largest = Largest();
        if (largest == 0)
        {
            return;
        }

        for (var i = 0; i < U.Length; i++)
        {
            U[i] *= size / largest;
            V[i] *= size / largest;
        }
    }
}
