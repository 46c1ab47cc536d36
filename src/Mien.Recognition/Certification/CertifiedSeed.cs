namespace Mien.Recognition.Certification;

/// <summary>What one seed scored, over all samples.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Figures">Every figure by its name.</param>
public sealed record CertifiedSeed(int Seed, SortedDictionary<string, double> Figures);
