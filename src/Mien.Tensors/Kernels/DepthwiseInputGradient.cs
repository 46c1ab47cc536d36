namespace Mien.Tensors.Kernels;

/// <summary>The input's gradient of a depthwise convolution, written to the call's input.</summary>
internal readonly struct DepthwiseInputGradient : IWideKernel<ConvolutionCall>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector> => DepthwiseProduct.InputGradient<TVector, TLanes>(team, in call);
}
