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
        return description.Members == 0
            ? NetworkRegistry.Find(description.Network).Create(description.Shape, random)
            : new Committee([
                .. Enumerable
                    .Range(0, description.Members)
                    .Select(i => CreateMember(description.Network, description.Shape, random.Derive((ulong)i))),
            ]);
    }

    /// <summary>One network with a class head and a unit head.</summary>
    /// <inheritdoc cref="Create"/>
    public static ClassAndUnitNetwork CreateMember(string name, NetworkShape shape, RandomStream random)
    {
        var network = NetworkRegistry.Find(name).Create(shape, random);
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
