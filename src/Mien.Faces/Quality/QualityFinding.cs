namespace Mien.Faces.Quality;

/// <summary>One measured property of a recording.</summary>
/// <param name="Name">What was measured, in a word or two.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Grade">The verdict.</param>
/// <param name="Sentence">The verdict in plain words, with the figure.</param>
public sealed record QualityFinding(string Name, double Value, string Unit, QualityGrade Grade, string Sentence);
