using Mien.Data.Prepared;

namespace Mien.Data.Tests.Prepared;

/// <summary>Small clips for tests.</summary>
internal static class Made
{
    public static PreparedClip Clip(string subject, string clip, string label, int size = 4, float add = 0) =>
        new()
        {
            Dataset = "made",
            Subject = subject,
            Clip = clip,
            Label = label,
            Emotion = "happiness, small",
            Onset = 3,
            Offset = 9,
            ActionUnits = "4+L10",
            Map = Map(size, add),
        };

    public static MotionMap Map(int size, float add = 0) =>
        new(
            new MapShape(size, size, 3),
            [.. Enumerable.Range(0, size * size * 3).Select(i => (float)(i * 7 % 256) + add)]
        );
}
