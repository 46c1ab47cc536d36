namespace Mien.Imaging.Media;

/// <summary>A part of a video, both ends included.</summary>
/// <param name="Start">Seconds since the first frame.</param>
/// <param name="End">Seconds since the first frame; infinity for the end.</param>
public readonly record struct TimeSlice(double Start, double End)
{
    /// <summary>The whole video.</summary>
    public static TimeSlice All { get; } = new(0, double.PositiveInfinity);

    /// <summary>The part between two times, of which either may be missing.</summary>
    /// <exception cref="InputFaultException">It is empty.</exception>
    public static TimeSlice Of(double? start, double? end)
    {
        var slice = new TimeSlice(start ?? 0, end ?? double.PositiveInfinity);
        return slice.Start >= 0 && slice.Start <= slice.End
            ? slice
            : throw new InputFaultException(
                FormattableString.Invariant(
                    $"Nothing lies between {slice.Start} and {slice.End} s: give a start of at least 0 and an end after it."
                )
            );
    }
}
