using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>
/// K-fold over frames, as papers with scores of 98 to 99 % split: several near copies of each clip are dealt to the
/// folds, so almost every held-out item has a twin in the training set. For showing the leak only. Of sequences the real
/// frames are dealt (<see cref="ProtocolOptions.RealFrames"/>); where a set holds one map a clip, or a method needs whole
/// sequences, neighbouring frames are imitated by <see cref="NeighbourFrames"/>.
/// </summary>
public sealed class FrameKFold : Protocol
{
    /// <inheritdoc/>
    public override string Name => "frame-kfold";

    /// <inheritdoc/>
    public override string Meaning =>
        "K-fold over frames: LEAKY. Near copies of a clip are on both sides, so the score measures memory, not recognition: it stays near 100 % when the labels are shuffled.";

    /// <inheritdoc/>
    public override bool Leaky => true;

    /// <inheritdoc/>
    public override PreparedSet Units(PreparedSet set, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.RealFrames
            ? set
            : NeighbourFrames.Imitate(set, new RandomStream(options.DealSeed).Derive("neighbour frames"));
    }

    /// <inheritdoc/>
    public override bool Deals => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        FoldCount.Check(options.Folds, units.Clips.Count, "frames");
        var parts = StratifiedDeal.Deal(
            units.Labels,
            options.Folds,
            new RandomStream(options.DealSeed).Derive("frame-kfold")
        );
        return HoldOut(units.Clips.Count, parts.Select((part, i) => ($"part {i + 1}", part.AsEnumerable())));
    }
}
