namespace Mien.Data.Corrections;

/// <summary>A correction that changed something, for the run's record.</summary>
/// <param name="Clip">"dataset subject/clip".</param>
/// <param name="Change">What became what, for example "apex 1930 to 4930".</param>
/// <param name="Why">Why.</param>
public readonly record struct AppliedCorrection(string Clip, string Change, string Why);
