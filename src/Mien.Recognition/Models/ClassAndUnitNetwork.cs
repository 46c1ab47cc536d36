using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Models;

/// <summary>
/// A <see cref="ConvMixer"/> with a second head beside the class head: one logit for every action unit and side.
/// <see cref="Forward"/> gives the class logits alone, so it can stand wherever a class network can.
/// </summary>
public sealed class ClassAndUnitNetwork : Module, IUnitNetwork
{
    /// <summary>What the names of the network's own tensors begin with.</summary>
    internal const string Body = "network.";

    private readonly ConvMixer _body;
    private readonly Linear _units;

    /// <summary>Puts a unit head with fresh weights on a network, which this module then owns.</summary>
    public ClassAndUnitNetwork(ConvMixer body, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(random);
        _body = Register("network", body);
        _units = Register("units", new Linear(body.FeatureCount, ActionUnitSides.Count, random.Derive("units")));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => _body.Forward(tape, x);

    /// <summary>Inputs of both heads.</summary>
    internal int FeatureCount => _body.FeatureCount;

    /// <summary>What both heads see: [N, features].</summary>
    internal Tensor Features(Tape tape, Tensor x) => _body.Features(tape, x);

    /// <inheritdoc/>
    public (Tensor Classes, Tensor Units) ForwardBoth(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        var features = _body.Features(tape, x);
        return (_body.Classify(tape, features), _units.Forward(tape, features));
    }
}
