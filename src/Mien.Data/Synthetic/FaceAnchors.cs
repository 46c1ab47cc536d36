namespace Mien.Data.Synthetic;

/// <summary>
/// The anchors of one face, in cells. Side 0 is the picture's left (the subject's right), side 1 the picture's right.
/// </summary>
internal sealed class FaceAnchors
{
    private static readonly int Count = Enum.GetValues<Anchor>().Length;

    private readonly (float X, float Y)[] _places = new (float, float)[2 * Count];

    /// <summary>A place.</summary>
    public (float X, float Y) this[Anchor anchor, int side] => _places[(side * Count) + (int)anchor];

    /// <summary>-1 for the picture's left, +1 for its right.</summary>
    public static int Sign(int side) => side == 0 ? -1 : 1;

    /// <summary>Puts the anchors where a face has them.</summary>
    public void Place(in FaceShape face)
    {
        for (var side = 0; side < 2; side++)
        {
            PlaceSide(face, side);
        }
    }

    // Offsets in cells of the tight crop: the brow spans from a little inside the pupil to beyond the outer corner of the
    // eye, the cheek lies under that corner, the wing of the nose at 3/5 of the way to the mouth; what is nearer to the
    // camera moves further sideways when the head turns.
    private void PlaceSide(in FaceShape face, int side)
    {
        var s = Sign(side) * face.Across;
        var x = face.Midline;
        var brow = face.EyeHeight - face.BrowGap;
        var mouth = face.EyeHeight + face.EyeToMouth;
        var yaw = face.Yaw;
        Put(face, Anchor.InnerBrow, side, x + (0.3f * yaw) + (4.2f * s), brow);
        Put(face, Anchor.MiddleBrow, side, x + (7.8f * s), brow - (0.2f * face.Down));
        Put(face, Anchor.OuterBrow, side, x + (11 * s), brow + (0.3f * face.Down));
        Put(face, Anchor.Eye, side, x + (Sign(side) * face.EyeHalfDistance), face.EyeHeight);
        Put(face, Anchor.Cheek, side, x + (0.3f * yaw) + (8.3f * s), face.EyeHeight + (4.6f * face.Down));
        Put(face, Anchor.NoseWing, side, x + yaw + (3 * s), face.EyeHeight + (7.4f * face.Down));
        Put(face, Anchor.MouthCorner, side, x + (0.7f * yaw) + (Sign(side) * face.MouthHalfWidth), mouth);
        Put(face, Anchor.UpperLip, side, x + (0.7f * yaw), mouth - (0.9f * face.Down));
        Put(face, Anchor.LowerLip, side, x + (0.7f * yaw), mouth + (1.5f * face.Down));
        Put(face, Anchor.Glabella, side, x + (0.5f * yaw), brow + (0.6f * face.Down));
        Put(face, Anchor.Chin, side, x + (0.6f * yaw), mouth + (4.6f * face.Down));
    }

    /// <summary>Stores a place, turned by the roll about the crop's centre (for the small angles at hand sin a = a).</summary>
    private void Put(in FaceShape face, Anchor anchor, int side, float x, float y)
    {
        const float Centre = CropLayout.Cells / 2f;
        var (dx, dy) = (x - Centre, y - Centre);
        _places[(side * Count) + (int)anchor] = (x - (face.Roll * dy), y + (face.Roll * dx));
    }
}
