using Mien.Tensors.Layers;

namespace Mien.Recognition.Methods;

/// <summary>What was learnt is a network, which can be looked into.</summary>
public interface INetworkLearnt : ILearnt
{
    /// <summary>The network; it belongs to this object.</summary>
    Module Network { get; }
}
