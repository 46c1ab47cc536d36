namespace Mien.Data.Twins;

/// <summary>What was drawn into a sequence of a twin, for tests that need the truth.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Sequence">The clip or long video.</param>
/// <param name="Kind">"micro", "macro", "blink".</param>
/// <param name="Onset">Frame number at which it begins.</param>
/// <param name="Apex">Frame number of the peak.</param>
/// <param name="Offset">Frame number at which it ends.</param>
/// <param name="ActionUnits">The units that move.</param>
/// <param name="Emotion">The class.</param>
/// <param name="Size">Largest displacement at the apex, in pixels of the written frame.</param>
public sealed record TwinEvent(
    string Subject,
    string Sequence,
    string Kind,
    int Onset,
    int Apex,
    int Offset,
    string ActionUnits,
    string Emotion,
    double Size
);
