using Mien.Spotting.Details;
using Mien.Spotting.Events;

namespace Mien.Spotting.Analysis;

/// <summary>An event with all that is known of it.</summary>
/// <param name="Event">What moved when.</param>
/// <param name="Details">What was looked up in the recording again.</param>
/// <param name="Confidence">How likely it is no false alarm, 0 to 1, from what the same face does below the threshold, or as a learnt spotter says.</param>
public sealed record AnalysedEvent(FaceEvent Event, EventDetails Details, double Confidence)
{
    internal static AnalysedEvent Of(FaceEvent happened, EventDetails details, IEnumerable<FaceSummary> faces) =>
        new(
            happened,
            details,
            happened.Probability
                ?? faces.Single(face => face.Face == happened.Face).ConfidenceAt(happened.Kind, happened.Score)
        );
}
