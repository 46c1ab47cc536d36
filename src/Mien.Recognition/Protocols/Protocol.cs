using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>
/// A way to hold out: it turns a set into folds. Each protocol is a file in this folder; the subject is always
/// (dataset, subject).
/// </summary>
public abstract class Protocol
{
    private static readonly Protocol[] Known =
    [
        new LeaveOneSubjectOut(),
        new SubjectKFold(),
        new CompositeEvaluation(),
        new LeaveOneDatasetOut(),
        new ClipKFold(),
        new FrameKFold(),
        new FewSubjects(),
    ];

    /// <summary>All protocols that train.</summary>
    public static IReadOnlyList<Protocol> All => Known;

    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is held out and what that means, one or two sentences for the report.</summary>
    public abstract string Meaning { get; }

    /// <summary>Whether training sees the people, or near copies of the clips, that it is tested on.</summary>
    public virtual bool Leaky => false;

    /// <summary>Whether it deals to a given number of folds, so that <see cref="ProtocolOptions"/> matter.</summary>
    public virtual bool Deals => false;

    /// <summary>The protocol of a name.</summary>
    /// <exception cref="InputFaultException">There is none; the message lists those there are.</exception>
    public static Protocol Find(string name) =>
        Known.FirstOrDefault(protocol => protocol.Name == name)
        ?? throw new InputFaultException(
            $"'{name}' is no protocol that Mien knows: take one of {string.Join(", ", Known.Select(protocol => protocol.Name))}, or zero-shot with a model file."
        );

    /// <summary>The set that is scored: the given one, unless the protocol's unit is smaller than a clip.</summary>
    public virtual PreparedSet Units(PreparedSet set, ProtocolOptions options) => set;

    /// <summary>The folds over <see cref="Units"/>; no unit is held out more than once.</summary>
    /// <exception cref="InputFaultException">The set cannot be split this way; the message says why.</exception>
    public abstract IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options);

    /// <summary>One fold for each group of clips: the group is held out, all others are learnt from.</summary>
    private protected static IReadOnlyList<Fold> HoldOut(
        int clips,
        IEnumerable<(string Name, IEnumerable<int> Test)> groups
    )
    {
        var folds = new List<Fold>();
        foreach (var (name, members) in groups)
        {
            var test = members.Order().ToArray();
            var train = Enumerable.Range(0, clips).Except(test).ToArray();
            folds.Add(new Fold(folds.Count, name, train, test));
        }

        return folds;
    }
}
