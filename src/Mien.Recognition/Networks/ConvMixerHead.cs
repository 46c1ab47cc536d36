namespace Mien.Recognition.Networks;

/// <summary>How a <see cref="ConvMixer"/> turns its last map into logits.</summary>
public enum ConvMixerHead
{
    /// <summary>Global average, then a linear layer: the textbook head. Forgets where something moved.</summary>
    AveragePool,

    /// <summary>The whole map, flattened, then a linear layer: keeps the place of each motion.</summary>
    Flatten,
}
