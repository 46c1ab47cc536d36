namespace Mien.Data.LongVideos;

/// <summary>An expression of a video: the truth, and the way it takes through time.</summary>
/// <param name="Truth">What is told about it.</param>
/// <param name="Hold">Last frame of the peak; the apex itself when it is not held.</param>
/// <param name="Units">Action units with the strength of the picture's left and right side.</param>
internal sealed record ShownExpression(
    LongVideoEvent Truth,
    int Hold,
    IReadOnlyList<(int Unit, float Left, float Right)> Units
)
{
    /// <summary>The muscles above the nostrils; what they do can be seen while a person talks.</summary>
    public static bool IsUpperFace(int unit) => unit <= 9;

    /// <summary>0 at onset, 1 from apex to the end of the hold, 0 again at the offset, smooth between.</summary>
    public float StrengthAt(int frame) =>
        ExpressionCurve.StrengthAt(frame, Truth.Onset, Truth.Apex, Hold, Truth.Offset);
}
