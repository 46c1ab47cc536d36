using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>Places the patches of action units, blinks and gaze shifts on a face.</summary>
internal sealed class FacePatches(PatchSum patches)
{
    /// <summary>A profile's half size is this much wider than the table's number.</summary>
    private const float Widening = 1.05f;

    private FaceAnchors _anchors = new();
    private FaceShape _face;
    private float _roundness;

    /// <summary>Begins a new face; the roundness is that of <see cref="PatchSum.Add"/>.</summary>
    public void Begin(FaceAnchors anchors, in FaceShape face, float roundness)
    {
        (_anchors, _face, _roundness) = (anchors, face, roundness);
        patches.Clear();
    }

    /// <summary>Adds all patches that move.</summary>
    /// <param name="strengths">Of every unit and side.</param>
    /// <param name="person">Whose muscles; null for a stranger's.</param>
    /// <param name="random">What deviations are drawn from; null for none.</param>
    public void AddUnits(ActionUnitStrengths strengths, Person? person, RandomStream? random)
    {
        var table = MuscleMap.Patches;
        for (var i = 0; i < table.Length; i++)
        {
            ref readonly var patch = ref table[i];
            var (left, right) = (strengths.Of(patch.Unit, 0), strengths.Of(patch.Unit, 1));
            if (left == 0 && right == 0)
            {
                continue;
            }

            if (patch.IsCentral)
            {
                AddCentral(patch, (left + right) / 2, StyleOf(person, i, 0, random));
                continue;
            }

            AddSide(patch, 0, left, StyleOf(person, i, 0, random));
            AddSide(patch, 1, right, StyleOf(person, i, 1, random));
        }
    }

    /// <summary>Lids that close or, with a probability of .4, open.</summary>
    public void AddBlink(RandomStream random)
    {
        var closing = random.Chance(0.6) ? 1 : -1;
        var strength = closing * MathF.Exp(-0.1f + Draws.Normal(random, 0.7f));
        foreach (ref readonly var patch in MuscleMap.BlinkPatches)
        {
            for (var side = 0; side < 2; side++)
            {
                AddSide(patch, side, strength * Draws.Between(random, 0.75f, 1), PatchStyle.Draw(random, 1));
            }
        }
    }

    /// <summary>Both eyeballs turn the same way; up and down less than sideways.</summary>
    public void AddGaze(RandomStream random)
    {
        var length = Draws.Between(random, 0.3f, 1.2f);
        var (sin, cos) = MathF.SinCos(Draws.Between(random, 0, MathF.Tau));
        var gaze = MuscleMap.Gaze;
        for (var side = 0; side < 2; side++)
        {
            Add(gaze, side, (length * cos, 0.6f * length * sin), PatchStyle.Draw(random, 1) with { Turn = 0 });
        }
    }

    private static PatchStyle StyleOf(Person? person, int patch, int side, RandomStream? random) =>
        random is null ? PatchStyle.None : person?.StyleOf(patch, side, random) ?? PatchStyle.Draw(random, 1);

    private void AddCentral(in MotionPrimitive patch, float strength, in PatchStyle style) =>
        Add(patch with { Outward = 0 }, 0, (0, patch.MovesDown * strength), style);

    private void AddSide(in MotionPrimitive patch, int side, float strength, in PatchStyle style)
    {
        if (strength != 0)
        {
            var outward = FaceAnchors.Sign(side) * patch.MovesOutward;
            Add(patch, side, (outward * strength, patch.MovesDown * strength), style);
        }
    }

    private void Add(in MotionPrimitive patch, int side, (float U, float V) motion, in PatchStyle style)
    {
        if (style.Gain == 0)
        {
            return;
        }

        var (x, y) = _anchors[patch.Anchor, side];
        var outward = FaceAnchors.Sign(side) * patch.Outward;
        var (sin, cos) = MathF.SinCos(style.Turn);
        var weight = patch.Weight * style.Gain;
        patches.Add(
            (x + ((outward + style.Right) * _face.Across), y + ((patch.Below + style.Down) * _face.Down)),
            (Widening * patch.Width * style.Width * _face.Across, Widening * patch.Height * style.Height * _face.Down),
            _roundness,
            (weight * ((cos * motion.U) - (sin * motion.V)), weight * ((sin * motion.U) + (cos * motion.V)))
        );
    }
}
