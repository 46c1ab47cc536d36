using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Models;

/// <summary>Builds the network that a description describes.</summary>
public static class ModelNetwork
{
    /// <summary>More members than this no committee has.</summary>
    public const int MostMembers = 64;

    /// <summary>The network with fresh weights: as registered, or a committee with unit heads.</summary>
    /// <exception cref="InputFaultException">The network's name is unknown, or it cannot have the shape or a unit head.</exception>
    public static Module Create(ModelDescription description, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(random);
        if (description.Parts.Count == 0)
        {
            return Create(description.Network, description.Members, description.Shape, random);
        }

        var parts = description.Parts.Select(
            (part, i) =>
                (
                    Create(
                        part.Network,
                        part.Members,
                        description.Shape with
                        {
                            Classes = part.Outputs,
                        },
                        random.Derive((ulong)i)
                    ),
                    part
                )
        );
        return new VoteNetwork([.. parts]);
    }

    private static Module Create(string name, int members, NetworkShape shape, RandomStream random) =>
        members == 0
            ? NetworkRegistry.Find(name).Build(shape, random)
            : new Committee([
                .. Enumerable.Range(0, members).Select(i => CreateMember(name, shape, random.Derive((ulong)i))),
            ]);

    /// <summary>One network with a class head and a unit head.</summary>
    /// <inheritdoc cref="Create(ModelDescription, RandomStream)"/>
    public static ClassAndUnitNetwork CreateMember(string name, NetworkShape shape, RandomStream random)
    {
        var network = NetworkRegistry.Find(name).Build(shape, random);
        if (network is ConvMixer body)
        {
            return new ClassAndUnitNetwork(body, random);
        }

        network.Dispose();
        throw new InputFaultException(
            $"The network {name} cannot have an action-unit head: name a ConvMixer or CABM network."
        );
    }
}
