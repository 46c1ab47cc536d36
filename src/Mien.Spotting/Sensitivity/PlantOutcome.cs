namespace Mien.Spotting.Sensitivity;

/// <summary>What became of one planted expression.</summary>
/// <param name="Size">Largest displacement, pixels of a 128 x 128 crop.</param>
/// <param name="Seconds">From onset to offset.</param>
/// <param name="ActionUnits">What moved.</param>
/// <param name="ApexSeconds">When, in the recording.</param>
/// <param name="Found">Whether an event was spotted there.</param>
public readonly record struct PlantOutcome(
    double Size,
    double Seconds,
    string ActionUnits,
    double ApexSeconds,
    bool Found
);
