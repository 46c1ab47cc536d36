namespace Mien.Data.LongVideos;

/// <summary>Tells all that happens in a scene as events.</summary>
internal static class SceneTruth
{
    /// <summary>The events, by onset.</summary>
    public static IReadOnlyList<LongVideoEvent> Of(Scene scene) =>
        [
            .. scene
                .Expressions.Select(expression => expression.Truth)
                .Concat(scene.Blinks.Blinks.Select(blink => OfBlink(scene, blink)))
                .Concat(scene.Talk.Stretches.Select(stretch => OfTalk(scene, stretch)))
                .Concat(scene.Head.Moves.Select(move => OfMove(scene, move)))
                .OrderBy(e => e.Onset)
                .ThenBy(e => e.Kind, StringComparer.Ordinal),
        ];

    private static LongVideoEvent OfBlink(Scene scene, Blink blink) =>
        Event(scene, "blink", blink.When, blink.Lowest, "45", blink.Depth < 1 ? "half" : "whole", null);

    private static LongVideoEvent OfTalk(Scene scene, Stretch stretch)
    {
        var (seconds, size) = scene.Talk.Widest(stretch);
        return Event(scene, "talk", stretch, seconds, "", "talk", InCrop(scene, size));
    }

    /// <summary>A movement's size is that of the middle of the face; a to and fro has it at its first swing.</summary>
    private static LongVideoEvent OfMove(Scene scene, HeadMove move)
    {
        var apex = move.Swings > 0 ? move.When.Start + (move.When.Length / 2) : move.When.End;
        var size = Math.Sqrt((move.Change.Right * move.Change.Right) + (move.Change.Down * move.Change.Down));
        return Event(scene, "head", move.When, apex, "", move.Name, InCrop(scene, size));
    }

    private static LongVideoEvent Event(
        Scene scene,
        string kind,
        Stretch when,
        double apex,
        string units,
        string name,
        double? peak
    )
    {
        var (onset, offset) = ((int)(when.Start * scene.FrameRate), (int)Math.Ceiling(when.End * scene.FrameRate));
        var last = scene.Frames - 1;
        onset = Math.Min(onset, last);
        offset = Math.Clamp(offset, onset, last);
        var middle = Math.Clamp((int)Math.Round(apex * scene.FrameRate), onset, offset);
        return new LongVideoEvent(kind, onset, middle, offset, units, name, "", peak);
    }

    private static double InCrop(Scene scene, double millimetres) =>
        Math.Round(millimetres * scene.View.Scale / scene.CropPixel, 3);
}
