using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>LOSO: each subject is held out once; the field's standard.</summary>
public class LeaveOneSubjectOut : Protocol
{
    /// <inheritdoc/>
    public override string Name => "loso";

    /// <inheritdoc/>
    public override string Meaning =>
        "Leave one subject out: every person is scored by a model that never saw them. Predictions are pooled over all folds before any figure is computed.";

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Persons.Count < 2)
        {
            throw new InputFaultException(
                $"The data has clips of only one subject ({units.Persons[0]}): holding a subject out needs at least two, so add another set or score it with --protocol zero-shot."
            );
        }

        return HoldOut(
            units.Clips.Count,
            units.Persons.Select(person => (person.ToString(), SubjectDeal.ClipsOf(units, person)))
        );
    }
}
