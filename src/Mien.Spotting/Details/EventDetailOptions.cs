namespace Mien.Spotting.Details;

/// <summary>What is looked up for events.</summary>
public sealed record EventDetailOptions
{
    /// <summary>Share of events whose prediction set may lack the true class; a level that calibrations keep.</summary>
    public double ErrorLevel { get; init; } = 0.1;

    /// <summary>Whether pictures show lines between landmarks instead of faces.</summary>
    public bool HideFaces { get; init; }

    /// <summary>Events that are drawn at most; those after them are told in tables only.</summary>
    public int MostPictures { get; init; } = 200;
}
