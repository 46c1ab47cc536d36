namespace Mien.Spotting.Events;

/// <summary>A blink. Frames are counted from 0; both belong to it.</summary>
/// <param name="Face">The face's number.</param>
/// <param name="Onset">First frame.</param>
/// <param name="Offset">Last frame.</param>
/// <param name="OnsetSeconds">Time of the first frame.</param>
/// <param name="OffsetSeconds">Time of the last frame.</param>
public readonly record struct FaceBlink(int Face, int Onset, int Offset, double OnsetSeconds, double OffsetSeconds);
