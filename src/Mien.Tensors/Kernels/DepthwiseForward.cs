namespace Mien.Tensors.Kernels;

/// <summary>The output of a depthwise convolution.</summary>
internal readonly struct DepthwiseForward : IWideKernel<ConvolutionCall>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector> => DepthwiseProduct.Forward<TVector, TLanes>(team, in call);
}
