namespace Mien.Tensors.Kernels;

/// <summary>The output of a convolution; a kernel of one pixel is a plain product.</summary>
internal readonly unsafe struct DenseForward : IWideKernel<ConvolutionCall>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        if (!sizes.IsPointwise)
        {
            ConvolutionProduct.Forward<TVector, TLanes>(team, in call);
            return;
        }

        var product = new GemmProduct
        {
            Rows = sizes.Images * sizes.Input.Volume,
            Columns = sizes.ChannelsOut,
            Depth = sizes.ChannelsIn,
            Left = new MatrixView(call.Input, sizes.ChannelsIn),
            Right = new MatrixView(call.Weights, sizes.ChannelsOut),
            Target = call.Output,
            TargetStride = sizes.ChannelsOut,
            Bias = call.Bias,
            Epilogue = call.Epilogue,
        };
        GemmKernel.Run<TVector, TLanes>(team, in product);
    }
}
