namespace Mien.Data.Datasets;

/// <summary>What a folder of pictures, or a video, is in a dataset, told from its path alone.</summary>
/// <param name="Subject">The subject in the dataset's canonical form.</param>
/// <param name="Sequence">The clip or long video.</param>
/// <param name="Edition">Which copy: raw, cropped, long, HS ....</param>
/// <param name="Kind">What it shows; micro unless the folder says otherwise.</param>
/// <param name="Emotion">The emotion, when the path names it.</param>
internal sealed record ClipPlace(
    string Subject,
    string Sequence,
    string Edition,
    ClipKind Kind = ClipKind.Micro,
    string? Emotion = null
);
