using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>
/// A set whose labels are shuffled over its clips, so that nothing can be learnt: a protocol that still scores above chance
/// measures memory. Each class keeps its number of clips; emotions and action units go, since they tell the label.
/// </summary>
public static class ShuffledLabels
{
    /// <summary>The set with its labels shuffled.</summary>
    /// <param name="set">The set.</param>
    /// <param name="seed">The same seed gives the same labels.</param>
    public static PreparedSet Of(PreparedSet set, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        var labels = set.Clips.Select(clip => clip.Label).ToArray();
        new RandomStream(seed).Derive("shuffled labels").Shuffle<string>(labels);
        return new PreparedSet(
            [.. set.Clips.Zip(labels, (clip, label) => clip with { Label = label, Emotion = "", ActionUnits = "" })],
            set.Classes
        );
    }
}
