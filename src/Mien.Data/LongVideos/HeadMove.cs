namespace Mien.Data.LongVideos;

/// <summary>One movement of the head: to another posture, or to and fro.</summary>
/// <param name="Name">"turn", "shift", "nod" or "shake".</param>
/// <param name="When">Seconds.</param>
/// <param name="Change">The way to the new posture, or the swing to and fro.</param>
/// <param name="Swings">How often to and fro; 0 for a movement that stays.</param>
internal sealed record HeadMove(string Name, Stretch When, HeadPose Change, int Swings)
{
    /// <summary>Whether it is so quick that small movements of the skin drown in it.</summary>
    public bool IsFast => Swings > 0 || When.Length < 0.7;

    /// <summary>What the movement adds to the pose.</summary>
    public HeadPose At(double seconds)
    {
        var part = Math.Clamp((seconds - When.Start) / When.Length, 0, 1);
        return (Swings > 0 ? Swing(part) : Glide(part)) * Change;
    }

    /// <summary>Minimum jerk (Flash and Hogan 1985): how limbs and heads go from one place to another.</summary>
    private static double Glide(double part) => part * part * part * (10 - (15 * part) + (6 * part * part));

    private double Swing(double part)
    {
        var envelope = Math.Sin(Math.PI * part);
        return envelope * envelope * Math.Sin(2 * Math.PI * Swings * part);
    }
}
