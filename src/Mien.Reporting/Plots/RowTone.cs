namespace Mien.Reporting.Plots;

/// <summary>How a row of an <see cref="IntervalPlot"/> stands out.</summary>
internal enum RowTone
{
    /// <summary>As the others.</summary>
    Plain,

    /// <summary>The one that the others are held against.</summary>
    Reference,

    /// <summary>A score that cannot be set against the others.</summary>
    Leaky,
}
