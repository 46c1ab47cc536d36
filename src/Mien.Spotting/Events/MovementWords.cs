using System.Globalization;
using System.Numerics;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Events;

/// <summary>Movements in plain words: <c>inner brow raised, left and right, 1.2 px</c>.</summary>
public static class MovementWords
{
    /// <summary>An event's movements, the surest first, separated by semicolons.</summary>
    public static string Of(FaceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var spoken = happened
            .Movements.GroupBy(movement => (movement.Region.Part, Verb: VerbOf(movement)))
            .Select(group => Phrase(group.Key.Part, group.Key.Verb, [.. group]));
        return string.Join("; ", spoken);
    }

    private static string Phrase(RegionPart part, string verb, RegionMovement[] movements)
    {
        var size = movements.Max(movement => movement.Motion.Length()).ToString("0.0", CultureInfo.InvariantCulture);
        var sides = movements.Select(movement => movement.Region.Side).Order().ToArray();
        var where = sides switch
        {
            [RegionSide.Right, RegionSide.Left] => ", left and right",
            [RegionSide.Right] => ", right",
            [RegionSide.Left] => ", left",
            _ => "",
        };
        return $"{Name(part)} {verb}{where}, {size} px";
    }

    private static string Name(RegionPart part) =>
        part switch
        {
            RegionPart.InnerBrow => "inner brow",
            RegionPart.OuterBrow => "outer brow",
            RegionPart.Glabella => "between the brows",
            RegionPart.UpperLid => "upper lid",
            RegionPart.LowerLid => "lower lid",
            RegionPart.EyeCorner => "outer corner of the eye",
            RegionPart.Cheek => "cheek",
            RegionPart.NoseWing => "wing of the nose",
            RegionPart.NasolabialFold => "fold beside the nose",
            RegionPart.MouthCorner => "corner of the mouth",
            RegionPart.UpperLip => "upper lip",
            RegionPart.LowerLip => "lower lip",
            _ => "chin",
        };

    /// <summary>The direction as the face has it: outward and inward, not left and right of the picture.</summary>
    private static string VerbOf(RegionMovement movement)
    {
        var outward = movement.Region.Side switch
        {
            RegionSide.Right => -movement.Motion.X,
            RegionSide.Left => movement.Motion.X,
            _ => 0,
        };
        var direction = new Vector2(outward, movement.Motion.Y);
        var vertical =
            direction.Y < -0.4f * Math.Abs(direction.X) ? "raised"
            : direction.Y > 0.4f * Math.Abs(direction.X) ? "lowered"
            : "";
        var sideways =
            direction.X > 0.4f * Math.Abs(direction.Y) ? "drawn outward"
            : direction.X < -0.4f * Math.Abs(direction.Y) ? "drawn inward"
            : "";
        return (vertical, sideways) switch
        {
            ("", "") => "moved sideways",
            ("", _) => sideways,
            (_, "") => vertical,
            _ => $"{vertical} and {sideways}",
        };
    }
}
