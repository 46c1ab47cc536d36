namespace Mien.Data.Synthetic;

/// <summary>
/// One patch of skin that an action unit moves: a smooth bump of motion beside an anchor. Lengths in cells of the tight
/// crop; "outward" is away from the midline.
/// </summary>
/// <param name="Unit">The action unit, or the distractor's own number.</param>
/// <param name="Anchor">Where.</param>
/// <param name="Outward">The patch's centre, outward of the anchor.</param>
/// <param name="Below">The patch's centre, below the anchor.</param>
/// <param name="Width">Half width of the patch.</param>
/// <param name="Height">Half height of the patch.</param>
/// <param name="MovesOutward">Motion outward at full strength.</param>
/// <param name="MovesDown">Motion downward at full strength.</param>
/// <param name="Weight">The patch's share in the unit.</param>
internal readonly record struct MotionPrimitive(
    int Unit,
    Anchor Anchor,
    float Outward,
    float Below,
    float Width,
    float Height,
    float MovesOutward,
    float MovesDown,
    float Weight
)
{
    /// <summary>On the midline there is one patch for both sides.</summary>
    public bool IsCentral =>
        Anchor is Anchor.Glabella or Anchor.Chin
        || (Anchor is Anchor.UpperLip or Anchor.LowerLip && Outward == 0 && MovesOutward == 0);
}
