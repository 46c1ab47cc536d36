using System.Runtime.InteropServices;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// Holds a run against the data it says it used: every sample's content and label, and that no clip was quietly left out.
/// </summary>
public static class DataCheck
{
    private const string Name = "data as recorded";

    /// <summary>Checks content, labels and completeness.</summary>
    /// <param name="set">The data, as the protocol deals it (frames where the protocol's unit is a frame).</param>
    /// <param name="splits">The run's splits.</param>
    /// <param name="predictions">The run's predictions.</param>
    public static Check Run(PreparedSet set, RunSplits splits, PredictionTable predictions)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(predictions);
        var clips = ByKey(set);
        return Fault(clips, splits, predictions) is { } fault
            ? Check.Fails(Name, fault)
            : Check.Holds(
                Name,
                $"All {clips.Count} samples have the content and the labels of the data, and none is left out."
            );
    }

    /// <summary>Splits whose items carry the hashes of the data, where they had none.</summary>
    public static RunSplits FillHashes(PreparedSet set, RunSplits splits)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(splits);
        var clips = ByKey(set);
        return splits with
        {
            Items =
            [
                .. splits.Items.Select(item => clips.TryGetValue(item.Key, out var clip) ? Fill(item, clip) : item),
            ],
        };
    }

    /// <summary>SHA-256 of a map's values as they lie in memory.</summary>
    internal static string HashOf(MotionMap map) => ContentHash.Of(MemoryMarshal.AsBytes<float>(map.Values));

    private static SplitItem Fill(SplitItem item, PreparedClip clip) =>
        item with
        {
            Hash = item.Hash ?? HashOf(clip.Map),
            LookAlike = item.LookAlike ?? LookAlikeHash.Of(clip.Map),
        };

    private static Dictionary<SampleKey, PreparedClip> ByKey(PreparedSet set) =>
        set.Clips.ToDictionary(clip => new SampleKey(clip.Dataset, clip.Subject, clip.Clip));

    private static string? Fault(
        Dictionary<SampleKey, PreparedClip> clips,
        RunSplits splits,
        PredictionTable predictions
    )
    {
        foreach (var item in splits.Items)
        {
            if (!clips.TryGetValue(item.Key, out var clip))
            {
                return $"{item.Key} is not in the data.";
            }

            if (item.Hash is not null && item.Hash != HashOf(clip.Map))
            {
                return $"{item.Key} has another content in the data than when the run was made.";
            }
        }

        foreach (var row in predictions.Rows)
        {
            if (!clips.TryGetValue(row.Key, out var clip) || clip.Label != predictions.Classes[row.Truth])
            {
                return $"The truth of {row.Key} is {predictions.Classes[row.Truth]} in predictions.csv and {clip?.Label ?? "absent"} in the data: edited truths.";
            }
        }

        var left = clips.Keys.Except(predictions.Rows.Select(row => row.Key)).ToArray();
        return left.Length > 0
            ? $"{left.Length} samples of the data were never predicted, first {left.Min()}: samples were left out."
            : null;
    }
}
