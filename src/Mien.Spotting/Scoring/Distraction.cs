namespace Mien.Spotting.Scoring;

/// <summary>What happens in a video and is no expression: a blink, talking, a movement of the head.</summary>
/// <param name="Video">The video.</param>
/// <param name="Name">What it is.</param>
/// <param name="Onset">First frame.</param>
/// <param name="Offset">Last frame.</param>
public readonly record struct Distraction(string Video, string Name, int Onset, int Offset);
