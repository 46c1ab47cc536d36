namespace Mien.Imaging.Flow;

/// <summary>Makes flow methods by kind or name, with default parameters.</summary>
public static class FlowMethods
{
    /// <summary>Smallest side of a picture that every method takes.</summary>
    public const int SmallestSide = 8;

    /// <summary>The names people write, in the order of <see cref="FlowKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tvl1", "farneback", "dis"];

    /// <summary>The kind of a name.</summary>
    /// <exception cref="InputFaultException">No method has that name; the message lists those there are.</exception>
    public static FlowKind Named(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (FlowKind)i;
            }
        }

        throw new InputFaultException($"'{name}' is no flow method: give one of {string.Join(", ", Names)}.");
    }

    /// <summary>A method for pictures of one size.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="width">Width of the pictures, at least <see cref="SmallestSide"/>.</param>
    /// <param name="height">Height of the pictures, at least <see cref="SmallestSide"/>.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone.</param>
    public static IFlowMethod Create(FlowKind kind, int width, int height, Workers? workers = null) =>
        kind switch
        {
            FlowKind.TvL1 => new TvL1(width, height, null, workers),
            FlowKind.Farneback => new Farneback(width, height, null, workers),
            FlowKind.Dis => new Dis(width, height, null, workers),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
