namespace Mien.Tensors.Kernels;

/// <summary>The input's gradient of a convolution, written to the call's input.</summary>
internal readonly unsafe struct DenseInputGradient : IWideKernel<ConvolutionCall>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        if (!sizes.IsPointwise)
        {
            ConvolutionProduct.InputGradient<TVector, TLanes>(team, in call);
            return;
        }

        var product = new GemmProduct
        {
            Rows = sizes.Images * sizes.Input.Volume,
            Columns = sizes.ChannelsIn,
            Depth = sizes.ChannelsOut,
            Left = new MatrixView(call.Output, sizes.ChannelsOut),
            Right = new MatrixView(call.Weights, sizes.ChannelsOut).Transposed,
            Target = call.Input,
            TargetStride = sizes.ChannelsIn,
            Accumulate = call.Accumulate,
        };
        GemmKernel.Run<TVector, TLanes>(team, in product);
    }
}
