namespace Mien.Data.LongVideos;

/// <summary>The way of an expression through time.</summary>
internal static class ExpressionCurve
{
    /// <summary>0 up to the onset, 1 from apex to the end of the hold, 0 again from the offset on, smooth between.</summary>
    public static float StrengthAt(int frame, int onset, int apex, int hold, int offset)
    {
        if (frame <= onset || frame >= offset)
        {
            return 0;
        }

        var part =
            frame < apex ? (frame - onset) / (float)(apex - onset)
            : frame <= hold ? 1
            : (offset - frame) / (float)(offset - hold);
        return part * part * (3 - (2 * part));
    }
}
