namespace Mien.Data.LongVideos;

/// <summary>What truly happens in a made-up long video: one row of <c>truth.csv</c>.</summary>
/// <param name="Kind">"micro", "macro", "blink", "talk" or "head".</param>
/// <param name="Onset">Frame in which it begins, the first of the video being 0; nothing has moved yet.</param>
/// <param name="Apex">Frame of the peak.</param>
/// <param name="Offset">Frame in which all is as before.</param>
/// <param name="ActionUnits">Units that move, L and R for the subject's one side: <c>4+L10</c>.</param>
/// <param name="Class">The class as MEGC2019 names it; of a head movement, which.</param>
/// <param name="Emotion">The emotion as datasets name it; empty for what is no expression.</param>
/// <param name="Peak">
/// Largest displacement at the apex in pixels of a 128 x 128 crop of the face; of lids not told.
/// </param>
public sealed record LongVideoEvent(
    string Kind,
    int Onset,
    int Apex,
    int Offset,
    string ActionUnits,
    string Class,
    string Emotion,
    double? Peak
);
