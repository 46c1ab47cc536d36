namespace Mien.Tensors.Kernels;

/// <summary>The arguments of a convolution or of one of its gradients; the gradients' kernels say which side they write.</summary>
internal unsafe struct ConvolutionCall
{
    /// <summary>The sizes.</summary>
    public ConvolutionSizes Sizes;

    /// <summary>The input, or its gradient.</summary>
    public float* Input;

    /// <summary>The weights, or their gradient.</summary>
    public float* Weights;

    /// <summary>A number for each output channel, or null; forward only.</summary>
    public float* Bias;

    /// <summary>The output, or its gradient.</summary>
    public float* Output;

    /// <summary>Adds to what is written; gradients only.</summary>
    public bool Accumulate;

    /// <summary>Work on each block of the output; forward only.</summary>
    public Epilogue Epilogue;
}
