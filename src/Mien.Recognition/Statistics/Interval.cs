namespace Mien.Recognition.Statistics;

/// <summary>A range that holds a figure with the stated confidence.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High);
