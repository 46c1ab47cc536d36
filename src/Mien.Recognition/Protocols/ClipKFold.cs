using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>K-fold over clips: the same person may be learnt from and tested on. For comparison with papers only.</summary>
public sealed class ClipKFold : Protocol
{
    /// <inheritdoc/>
    public override string Name => "clip-kfold";

    /// <inheritdoc/>
    public override string Meaning =>
        "K-fold over clips: LEAKY. Clips of one person and session are on both sides, so the score says little about a new person.";

    /// <inheritdoc/>
    public override bool Leaky => true;

    /// <inheritdoc/>
    public override bool Deals => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        FoldCount.Check(options.Folds, units.Clips.Count, "clips");
        var parts = StratifiedDeal.Deal(
            units.Labels,
            options.Folds,
            new RandomStream(options.DealSeed).Derive("clip-kfold")
        );
        return HoldOut(units.Clips.Count, parts.Select((part, i) => ($"part {i + 1}", part.AsEnumerable())));
    }
}
