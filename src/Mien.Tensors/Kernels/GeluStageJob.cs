namespace Mien.Tensors.Kernels;

/// <summary>What the passes of <see cref="GeluStage"/> read and write.</summary>
internal unsafe struct GeluStageJob
{
    /// <summary>[rows, channels]: before the epilogue the convolution's output, after it its GELU.</summary>
    public float* Values;

    /// <summary>[rows, channels]: the derivative of GELU, in backward overwritten by the convolution's output gradient.</summary>
    public float* Slope;

    /// <summary>[rows, channels], added at the end; null for none.</summary>
    public float* Residual;

    /// <summary>[channels]: what is subtracted from the values; the shift while the mean is not known.</summary>
    public float* Mean;

    /// <summary>[channels]: the factor of the deviation (forward) or of the gradient (backward).</summary>
    public float* Scale;

    /// <summary>[channels]: what is added at the end.</summary>
    public float* Offset;

    /// <summary>[channels]: the factor of the deviation in backward.</summary>
    public float* Factor;

    /// <summary>Partial sums [slot, 2, channels].</summary>
    public float* Sums;

    /// <summary>Channels, a multiple of <see cref="Epilogue.Lanes"/>.</summary>
    public int Channels;
}
