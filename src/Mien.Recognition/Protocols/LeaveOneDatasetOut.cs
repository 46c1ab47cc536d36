using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>LODO: each dataset is held out once; the hardest honest protocol, other people and another camera.</summary>
public sealed class LeaveOneDatasetOut : Protocol
{
    /// <inheritdoc/>
    public override string Name => "lodo";

    /// <inheritdoc/>
    public override string Meaning =>
        "Leave one dataset out: every dataset is scored by a model trained on the others, so camera, people and coders are all new.";

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        var datasets = units.Clips.Select(clip => clip.Dataset).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (datasets.Length < 2)
        {
            throw new InputFaultException(
                $"The data has only one dataset ({datasets[0]}): holding a dataset out needs at least two, so give another --data or take --protocol loso."
            );
        }

        return HoldOut(units.Clips.Count, datasets.Select(dataset => (dataset, ClipsOf(units, dataset))));
    }

    private static IEnumerable<int> ClipsOf(PreparedSet units, string dataset) =>
        Enumerable.Range(0, units.Clips.Count).Where(clip => units.Clips[clip].Dataset == dataset);
}
