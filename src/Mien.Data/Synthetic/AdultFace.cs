namespace Mien.Data.Synthetic;

/// <summary>
/// Lengths on an average adult face in millimetres, rounded, between the means of women and men as anthropometric
/// surveys give them: distance of the pupils about 63 (ANSUR II: 62 and 64), width of the mouth about 49 to 52, root of
/// the nose to tip of the chin about 118 (114 and 122), of which the lower lip and chin are some 46.
/// </summary>
internal static class AdultFace
{
    public const float PupilDistance = 63;
    public const float PupilToBrow = 21;
    public const float PupilToMouth = 69;
    public const float MouthWidth = 49;
}
