namespace Mien.Imaging.Filters;

/// <summary>Finds the samples that stand in.</summary>
internal static class BorderRule
{
    /// <summary>The index of 0..count-1 that stands for <paramref name="index"/>; clamped where a mirror image ends.</summary>
    public static int Inside(this Border border, int index, int count)
    {
        if (index >= 0 && index < count)
        {
            return index;
        }

        var mirrored = (border, index < 0) switch
        {
            (Border.Repeat, _) => index,
            (_, true) => -index,
            (Border.Mirror, _) => (2 * count) - 2 - index,
            _ => (2 * count) - 1 - index,
        };
        return Math.Clamp(mirrored, 0, count - 1);
    }
}
