namespace Mien.Recognition.Metrics;

/// <summary>Figures as somebody published them, as shares (0.973 for 97.3 %); what was not published stays null.</summary>
public sealed record Claim
{
    /// <summary>Precision.</summary>
    public double? Precision { get; init; }

    /// <summary>Recall.</summary>
    public double? Recall { get; init; }

    /// <summary>F1, UF1.</summary>
    public double? F1 { get; init; }

    /// <summary>Unweighted average recall.</summary>
    public double? Uar { get; init; }

    /// <summary>Accuracy.</summary>
    public double? Accuracy { get; init; }

    /// <summary>How many samples were tested.</summary>
    public int? Samples { get; init; }

    /// <summary>Half of the last digit given: 0.0005 for figures such as 97.3 %.</summary>
    public double Rounding { get; init; } = 0.0005;
}
