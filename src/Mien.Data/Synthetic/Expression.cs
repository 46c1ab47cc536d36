namespace Mien.Data.Synthetic;

/// <summary>A set of action units that shows an emotion.</summary>
/// <param name="Emotion">The emotion as datasets name it.</param>
/// <param name="Share">How often it is drawn, relative to the others of its class.</param>
/// <param name="Units">The action units.</param>
internal sealed record Expression(string Emotion, float Share, params int[] Units);
