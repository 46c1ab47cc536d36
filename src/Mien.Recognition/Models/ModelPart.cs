namespace Mien.Recognition.Models;

/// <summary>One of several networks that answer together in a <see cref="VoteNetwork"/>.</summary>
/// <param name="Network">The network's registered name.</param>
/// <param name="Members">As <see cref="ModelDescription.Members"/>.</param>
/// <param name="Outputs">Its own class outputs.</param>
/// <param name="Classes">Which of its outputs each class of the whole is; the others are left out.</param>
/// <param name="Votes">How often its answer counts.</param>
public sealed record ModelPart(string Network, int Members, int Outputs, IReadOnlyList<int> Classes, int Votes)
{
    /// <summary>A network whose outputs are the classes, with one vote.</summary>
    public static ModelPart Of(string network, int classes) =>
        new(network, 0, classes, [.. Enumerable.Range(0, classes)], 1);

    /// <summary>Whether every output is a class, in order.</summary>
    internal bool IsWhole => Classes.Count == Outputs && Classes.Select((output, i) => output == i).All(same => same);
}
