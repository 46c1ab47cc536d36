namespace Mien.Tensors.Kernels;

/// <summary>
/// What a piece of <see cref="Scratch"/> holds. The first group belongs to the thread that calls a kernel and is read by
/// the whole team during the call; the second to each thread of the team.
/// </summary>
internal enum ScratchUse
{
    /// <summary>The call's packed right matrix.</summary>
    CallPanels,

    /// <summary>The call's bias, padded to whole panels.</summary>
    CallBias,

    /// <summary>The call's tables of row offsets.</summary>
    CallOffsets,

    /// <summary>The call's weights of the taps that meet pixels.</summary>
    CallWeights,

    /// <summary>The call's partial sums, a copy a block.</summary>
    CallPartials,

    /// <summary>A block's packed right matrix.</summary>
    BlockPanels,

    /// <summary>A block's zero-padded window of a picture.</summary>
    BlockWindow,

    /// <summary>A block's tables of row offsets.</summary>
    BlockOffsets,

    /// <summary>A block's outputs before they are moved to their place.</summary>
    BlockOutputs,

    /// <summary>A block's weights in the order in which the kernel reads them.</summary>
    BlockWeights,
}
