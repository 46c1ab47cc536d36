namespace Mien.Spotting.Scoring;

/// <summary>How many of a group of truths were found.</summary>
/// <param name="From">Least size in pixels, or least duration in seconds.</param>
/// <param name="To">The same of the next group; infinite for the last.</param>
/// <param name="Found">Truths found.</param>
/// <param name="All">Truths.</param>
public readonly record struct ShareRow(double From, double To, int Found, int All);
