namespace Mien.Data.Twins;

/// <summary>One folder of frames of a twin: a clip cut from onset to offset, or a long video with several events.</summary>
/// <param name="Person">Which of the twin's people.</param>
/// <param name="Subject">The subject's name in tables and manifest.</param>
/// <param name="Name">The folder's name.</param>
/// <param name="First">Number of the first frame.</param>
/// <param name="Last">Number of the last frame.</param>
/// <param name="Events">What happens, in order.</param>
internal sealed record TwinSequence(
    int Person,
    string Subject,
    string Name,
    int First,
    int Last,
    IReadOnlyList<TwinEvent> Events
)
{
    public string Emotion => Events.Count > 0 ? Events[0].Emotion : "";
}
