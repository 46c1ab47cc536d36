namespace Mien.Recognition.Networks.Attention;

/// <summary>Where the attention of a <see cref="ConvMixer"/> stands.</summary>
public enum AttentionPlace
{
    /// <summary>In every block, after the depthwise residual.</summary>
    EveryBlock,

    /// <summary>Once, between the last block and the head.</summary>
    BeforeHead,
}
