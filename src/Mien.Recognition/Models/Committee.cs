using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Models;

/// <summary>
/// Several networks of one kind that answer together by the mean of their logits: small networks that were trained on
/// different made-up maps err differently.
/// </summary>
public sealed class Committee : Module, IUnitNetwork
{
    private readonly ClassAndUnitNetwork[] _members;

    /// <summary>Puts members together; the committee owns them from now on.</summary>
    public Committee(IReadOnlyList<ClassAndUnitNetwork> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        _members = [.. members.Select((member, i) => Register($"members.{i}", member))];
    }

    /// <summary>The members.</summary>
    public IReadOnlyList<ClassAndUnitNetwork> Members => _members;

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => ForwardBoth(tape, x).Classes;

    /// <inheritdoc/>
    public (Tensor Classes, Tensor Units) ForwardBoth(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        var (classes, units) = _members[0].ForwardBoth(tape, x);
        foreach (var member in _members.AsSpan(1))
        {
            var (moreClasses, moreUnits) = member.ForwardBoth(tape, x);
            (classes, units) = (tape.Add(classes, moreClasses), tape.Add(units, moreUnits));
        }

        var share = 1f / _members.Length;
        return (tape.Scale(classes, share), tape.Scale(units, share));
    }
}
