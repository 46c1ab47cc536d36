namespace Mien.Imaging.Flow;

/// <summary>Makes flow methods by kind, with default parameters; <see cref="FlowDefinition"/> takes any.</summary>
public static class FlowMethods
{
    /// <summary>Smallest side of a picture that every method takes.</summary>
    public const int SmallestSide = 8;

    /// <summary>The names people write, in the order of <see cref="FlowKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tvl1", "farneback", "dis"];

    /// <summary>A method for pictures of one size.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="width">Width of the pictures, at least <see cref="SmallestSide"/>.</param>
    /// <param name="height">Height of the pictures, at least <see cref="SmallestSide"/>.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone.</param>
    public static IFlowMethod Create(FlowKind kind, int width, int height, Workers? workers = null) =>
        FlowDefinition.Of(kind).Create(width, height, workers);
}
