namespace Mien.Recognition.Networks.Attention;

/// <summary>Which attention a network uses.</summary>
public enum AttentionKind
{
    /// <summary>No attention: the ablation.</summary>
    None,

    /// <summary>Squeeze-and-excitation, over channels.</summary>
    SqueezeExcitation,

    /// <summary>Efficient channel attention, over channels.</summary>
    EfficientChannel,

    /// <summary>Convolutional block attention (CBAM), over channels and then over places.</summary>
    ConvolutionalBlock,

    /// <summary>Coordinate attention, over channels with rows and columns kept apart.</summary>
    Coordinate,
}
