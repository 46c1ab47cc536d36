using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>A random change of an input, drawn anew for every sample.</summary>
internal abstract record Operation
{
    /// <summary>The name in chains.</summary>
    public abstract string Name { get; }

    /// <summary>The settings as written in chains.</summary>
    public abstract string Settings { get; }

    /// <summary>Draws and applies the change.</summary>
    /// <param name="source">The HWC input, followed by readable padding of <see cref="Resampling.Padding"/> values.</param>
    /// <param name="target">Receives the changed input; does not overlap the source.</param>
    /// <param name="layout">Sizes and the channel u.</param>
    /// <param name="random">Where the change is drawn from.</param>
    public abstract void Apply(
        ReadOnlySpan<float> source,
        Span<float> target,
        in InputLayout layout,
        RandomStream random
    );

    /// <summary>A number as it is written in chains.</summary>
    protected static string Text(float value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
