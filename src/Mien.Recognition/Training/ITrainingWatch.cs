using Mien.Tensors.Layers;

namespace Mien.Recognition.Training;

/// <summary>Looks at a network while it is trained. What it has seen is kept with the training's state.</summary>
public interface ITrainingWatch
{
    /// <summary>Looks at the network after an epoch, in inference; it may predict with the trainer that trains it.</summary>
    /// <param name="epoch">The epoch that was finished, from 1.</param>
    /// <param name="network">The network as it is.</param>
    void Look(int epoch, Module network);

    /// <summary>What it has seen so far, as text.</summary>
    string Save();

    /// <summary>Goes on from what it had seen.</summary>
    /// <param name="seen">From <see cref="Save"/>.</param>
    /// <returns>False, with nothing changed, for a text that is not from there.</returns>
    bool TryRestore(string seen);
}
