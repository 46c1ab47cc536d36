namespace Mien.Recognition.Protocols;

/// <summary>One split of a set: what is learnt from and what is held out. Numbers are places in the set's clips, ascending.</summary>
/// <param name="Index">The fold's number, from 0.</param>
/// <param name="Name">What is held out, for people: a subject, a dataset, or "part 3".</param>
/// <param name="Train">Clips to learn from.</param>
/// <param name="Test">Clips held out; disjoint from <paramref name="Train"/>.</param>
public sealed record Fold(int Index, string Name, IReadOnlyList<int> Train, IReadOnlyList<int> Test);
