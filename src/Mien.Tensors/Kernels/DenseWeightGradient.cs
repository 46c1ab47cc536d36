namespace Mien.Tensors.Kernels;

/// <summary>The weights' gradient of a convolution, written to the call's weights.</summary>
internal readonly unsafe struct DenseWeightGradient : IWideKernel<ConvolutionCall>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        if (!sizes.IsPointwise)
        {
            ConvolutionWeightGradient.Run<TVector, TLanes>(team, in call);
            return;
        }

        var product = new GemmProduct
        {
            Rows = sizes.ChannelsIn,
            Columns = sizes.ChannelsOut,
            Depth = sizes.Images * sizes.Input.Volume,
            Left = new MatrixView(call.Input, sizes.ChannelsIn).Transposed,
            Right = new MatrixView(call.Output, sizes.ChannelsOut),
            Target = call.Weights,
            TargetStride = sizes.ChannelsOut,
            Accumulate = call.Accumulate,
        };
        GemmKernel.Run<TVector, TLanes>(team, in product);
    }
}
