namespace Mien.Data.Synthetic;

/// <summary>
/// Which patches of skin every action unit moves, and where to: the muscles' pull as the Facial Action Coding System
/// describes it (Ekman, Friesen and Hager 2002), written as bumps of motion. A table.
/// </summary>
internal static class MuscleMap
{
    private static readonly MotionPrimitive[] Table =
    [
        // 1 Inner brow raiser (frontalis, medial part).
        new(1, Anchor.InnerBrow, 0, -0.3f, 2.6f, 1.7f, 0, -1, 1),
        new(1, Anchor.InnerBrow, 0, -2.8f, 3.5f, 2.2f, 0, -1, 0.7f),
        new(1, Anchor.InnerBrow, 1.5f, 1.6f, 2.5f, 1, 0, -1, 0.35f),
        new(1, Anchor.Glabella, 0, -1, 2.2f, 2, 0, -1, 0.4f),
        // 2 Outer brow raiser (frontalis, lateral part).
        new(2, Anchor.OuterBrow, 0, -0.2f, 2.8f, 1.6f, 0.15f, -1, 1),
        new(2, Anchor.OuterBrow, -0.5f, -2.6f, 3.5f, 2.2f, 0.1f, -1, 0.7f),
        new(2, Anchor.MiddleBrow, 0, -0.3f, 2.5f, 1.6f, 0, -1, 0.6f),
        new(2, Anchor.OuterBrow, -1, 1.6f, 2.5f, 1, 0, -1, 0.3f),
        // 4 Brow lowerer (corrugator, depressor supercilii): down and together.
        new(4, Anchor.InnerBrow, 0, 0.2f, 2.4f, 1.7f, -0.8f, 0.8f, 1),
        new(4, Anchor.MiddleBrow, 0, 0, 2.8f, 1.6f, -0.45f, 0.8f, 0.7f),
        new(4, Anchor.InnerBrow, 0, -2.6f, 3.2f, 2.2f, -0.4f, 0.8f, 0.6f),
        new(4, Anchor.Glabella, 0, 0.6f, 2, 2, 0, 0.8f, 0.5f),
        new(4, Anchor.InnerBrow, 1.5f, 1.8f, 2.5f, 1, -0.3f, 0.8f, 0.4f),
        // 5 Upper lid raiser (levator palpebrae).
        new(5, Anchor.Eye, 0, -1, 2.2f, 0.8f, 0, -1, 0.8f),
        // 6 Cheek raiser (orbicularis oculi, orbital part).
        new(6, Anchor.Cheek, 0, 0, 3, 1.8f, -0.1f, -1, 0.7f),
        new(6, Anchor.Eye, 2.8f, 0.8f, 1.8f, 1.5f, -0.7f, -0.3f, 0.6f),
        new(6, Anchor.Eye, 0, 1.4f, 2.4f, 0.9f, 0, -0.9f, 0.6f),
        new(6, Anchor.OuterBrow, 0, 0, 2.5f, 1.5f, 0, 0.4f, 0.4f),
        // 7 Lid tightener (orbicularis oculi, palpebral part).
        new(7, Anchor.Eye, -0.2f, 1, 2.2f, 0.8f, -0.3f, -0.9f, 0.8f),
        new(7, Anchor.Eye, 0, -0.8f, 2.3f, 0.8f, 0, 0.9f, 0.8f),
        new(7, Anchor.Eye, 0, 1.8f, 2.6f, 0.9f, -0.1f, -0.6f, 0.4f),
        // 9 Nose wrinkler (levator labii superioris alaeque nasi).
        new(9, Anchor.NoseWing, -0.4f, -2.5f, 1.5f, 2.2f, 0, -1, 1),
        new(9, Anchor.NoseWing, 0, 0, 1.5f, 1.2f, 0.1f, -1, 0.7f),
        new(9, Anchor.Glabella, 0, 1.5f, 2, 1.5f, 0, -0.3f, 0.6f),
        new(9, Anchor.InnerBrow, 0, 0.3f, 2.4f, 1.7f, -0.5f, 0.8f, 0.6f),
        new(9, Anchor.UpperLip, 2, -0.5f, 2, 1.2f, 0, -1, 0.4f),
        new(9, Anchor.Eye, -1, 1.6f, 2.2f, 1, -0.1f, -0.8f, 0.5f),
        // 10 Upper lip raiser (levator labii superioris).
        new(10, Anchor.UpperLip, 2.2f, -0.3f, 2, 1.2f, 0, -1, 1),
        new(10, Anchor.NoseWing, 1.2f, 1.6f, 1.7f, 2, 0.15f, -1, 0.8f),
        new(10, Anchor.NoseWing, 0, 0, 1.3f, 1.2f, 0.2f, -0.8f, 0.5f),
        new(10, Anchor.Cheek, -2, 1.2f, 2.2f, 2, 0, -0.8f, 0.35f),
        // 12 Lip corner puller (zygomaticus major): up and outward.
        new(12, Anchor.MouthCorner, 0, -0.2f, 1.9f, 1.6f, 0.75f, -0.8f, 1),
        new(12, Anchor.MouthCorner, 1.2f, -2.8f, 2.4f, 2, 0.5f, -0.9f, 0.75f),
        new(12, Anchor.MouthCorner, 3.2f, -0.5f, 2.2f, 2.2f, 0.9f, -0.3f, 0.5f),
        new(12, Anchor.UpperLip, 2.8f, 0, 2, 1, 0.4f, -0.3f, 0.5f),
        new(12, Anchor.Cheek, 0, 1.2f, 2.6f, 1.8f, 0, -0.8f, 0.35f),
        new(12, Anchor.MouthCorner, -2.5f, 1.5f, 2, 1, 0.6f, -0.4f, 0.4f),
        // 14 Dimpler (buccinator): the skin beside the corner is pulled in.
        new(14, Anchor.MouthCorner, -0.3f, 0, 1.6f, 1.4f, 0.8f, -0.05f, 0.9f),
        new(14, Anchor.MouthCorner, 2.6f, 0, 1.8f, 1.8f, -0.7f, -0.1f, 0.6f),
        new(14, Anchor.MouthCorner, 0.5f, 1.6f, 1.6f, 1.2f, 0.2f, -0.6f, 0.5f),
        new(14, Anchor.MouthCorner, 0.5f, -1.8f, 1.6f, 1.2f, 0.1f, 0.5f, 0.5f),
        // 15 Lip corner depressor (depressor anguli oris).
        new(15, Anchor.MouthCorner, -0.2f, 0.5f, 1.8f, 1.6f, 0.1f, 1, 1),
        new(15, Anchor.MouthCorner, 0.2f, 2.8f, 1.9f, 1.7f, 0, 1, 0.6f),
        new(15, Anchor.MouthCorner, 0.5f, -1.8f, 1.8f, 1.4f, -0.1f, 0.8f, 0.4f),
        // 17 Chin raiser (mentalis).
        new(17, Anchor.Chin, 0, 0, 3.2f, 1.7f, 0, -1, 1),
        new(17, Anchor.LowerLip, 0, 0.2f, 3.2f, 1, 0, -1, 0.8f),
        new(17, Anchor.UpperLip, 0, 0.1f, 2.6f, 0.8f, 0, -0.5f, 0.4f),
        new(17, Anchor.MouthCorner, 0, 0.5f, 1.5f, 1.3f, 0, 0.5f, 0.3f),
        // 20 Lip stretcher (risorius).
        new(20, Anchor.MouthCorner, 0, 0.1f, 2, 1.6f, 1, 0.15f, 1),
        new(20, Anchor.MouthCorner, 2.5f, 0.8f, 2.4f, 2.4f, 1, 0.2f, 0.6f),
        new(20, Anchor.LowerLip, 2.2f, 0.6f, 2.2f, 1.3f, 0.7f, 0.2f, 0.5f),
        // 23 Lip tightener (orbicularis oris).
        new(23, Anchor.MouthCorner, -0.3f, 0, 1.8f, 1.2f, -0.8f, 0, 0.7f),
        new(23, Anchor.UpperLip, 0, 0, 3.2f, 0.8f, 0, 0.6f, 0.6f),
        new(23, Anchor.LowerLip, 0, 0, 3.2f, 0.8f, 0, -0.7f, 0.6f),
        // 24 Lip pressor (orbicularis oris).
        new(24, Anchor.UpperLip, 0, 0, 3.6f, 0.9f, 0, 0.9f, 0.9f),
        new(24, Anchor.LowerLip, 0, 0, 3.6f, 0.9f, 0, -0.9f, 0.9f),
        new(24, Anchor.Chin, 0, 0, 3, 1.6f, 0, -0.6f, 0.5f),
        // 25 Lips part.
        new(25, Anchor.LowerLip, 0, 0.3f, 3, 1.1f, 0, 1, 0.9f),
        new(25, Anchor.UpperLip, 0, 0, 3, 0.8f, 0, -0.5f, 0.6f),
        // 26 Jaw drop.
        new(26, Anchor.Chin, 0, 0, 5, 2.4f, 0, 1, 1),
        new(26, Anchor.LowerLip, 0, 0.4f, 3.4f, 1.4f, 0, 1, 0.9f),
        new(26, Anchor.MouthCorner, 0, 2, 2.2f, 2.5f, -0.1f, 0.7f, 0.5f),
    ];

    private static readonly MotionPrimitive[] BlinkTable =
    [
        new(Blink, Anchor.Eye, 0, -0.2f, 2.1f, 0.95f, 0, 1, 1),
        new(Blink, Anchor.Eye, 0, -1.6f, 2.3f, 0.8f, 0, 1, 0.35f),
        new(Blink, Anchor.Eye, 0, 1, 2, 0.6f, -0.2f, -0.35f, 0.3f),
    ];

    /// <summary>Number of the pseudo unit whose patches make a blink (45 in the coding system).</summary>
    public const int Blink = 45;

    /// <summary>The patches of a blink, lids closing.</summary>
    public static ReadOnlySpan<MotionPrimitive> BlinkPatches => BlinkTable;

    /// <summary>The patch that a moving eyeball shifts; its motion is the gaze vector, the same on both sides.</summary>
    public static MotionPrimitive Gaze { get; } = new(61, Anchor.Eye, 0, 0, 1.5f, 0.8f, 0, 0, 1);

    /// <summary>All patches, unit after unit.</summary>
    public static ReadOnlySpan<MotionPrimitive> Patches => Table;
}
