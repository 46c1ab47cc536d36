namespace Mien.Data.Inputs;

/// <summary>An operation on one channel of a map.</summary>
internal abstract record ChannelOperation
{
    /// <summary>The name in chains.</summary>
    public abstract string Name { get; }

    /// <summary>The settings as written in chains; empty when there are none.</summary>
    public virtual string Settings => "";

    /// <summary>Changes the channel's values in place.</summary>
    /// <param name="plane">The values of one channel, row by row.</param>
    /// <param name="scratch">Room for as many values, with any content.</param>
    public abstract void Apply(Span<float> plane, Span<float> scratch);

    /// <summary>A number as it is written in chains.</summary>
    protected static string Text(float value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
