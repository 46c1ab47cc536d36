namespace Mien.Recognition.Metrics;

/// <summary>Figures as somebody published them; what was not published stays null.</summary>
public sealed record Claim
{
    /// <summary>Precision.</summary>
    public ClaimedFigure? Precision { get; init; }

    /// <summary>Recall.</summary>
    public ClaimedFigure? Recall { get; init; }

    /// <summary>F1, UF1.</summary>
    public ClaimedFigure? F1 { get; init; }

    /// <summary>Unweighted average recall.</summary>
    public ClaimedFigure? Uar { get; init; }

    /// <summary>Accuracy.</summary>
    public ClaimedFigure? Accuracy { get; init; }

    /// <summary>How many samples were tested.</summary>
    public int? Samples { get; init; }

    /// <summary>Folds that the figures may be means over; null where they are pooled or nobody says.</summary>
    public int? Folds { get; init; }
}
