namespace Mien.Spotting.Spotting;

/// <summary>Samples of a track, both ends included.</summary>
internal readonly record struct SampleSpan(int First, int Last)
{
    /// <summary>Number of samples from the first to the last.</summary>
    public int Length => Last - First;

    /// <summary>Whether a sample is in both.</summary>
    public bool Meets(SampleSpan other) => First <= other.Last && other.First <= Last;

    /// <summary>Samples in both.</summary>
    public int Common(SampleSpan other) => Math.Max(0, Math.Min(Last, other.Last) - Math.Max(First, other.First) + 1);
}
