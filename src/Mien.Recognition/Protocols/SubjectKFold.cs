using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>K-fold over subjects: as honest as LOSO, with fewer trainings.</summary>
public sealed class SubjectKFold : Protocol
{
    /// <inheritdoc/>
    public override string Name => "subject-kfold";

    /// <inheritdoc/>
    public override string Meaning =>
        "K-fold over subjects: whole people are dealt to the folds, stratified by class as far as that can be, so every person is scored by a model that never saw them.";

    /// <inheritdoc/>
    public override bool Deals => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        FoldCount.Check(options.Folds, units.Persons.Count, "subjects");
        var random = new RandomStream(options.DealSeed).Derive("subject-kfold");
        var parts = SubjectDeal.Deal(units, Enumerable.Range(0, units.Clips.Count), options.Folds, random);
        return HoldOut(units.Clips.Count, parts.Select((part, i) => ($"part {i + 1}", part.AsEnumerable())));
    }
}
