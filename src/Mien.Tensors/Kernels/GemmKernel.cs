namespace Mien.Tensors.Kernels;

/// <summary>A matrix product in the way that suits its sizes.</summary>
internal readonly unsafe struct GemmKernel : IWideKernel<GemmProduct>
{
    /// <inheritdoc/>
    public static void Run<TVector, TLanes>(Workers team, in GemmProduct call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (call.Bias == null && call.Epilogue.IsNone && GemmByDepth.Suits(in call))
        {
            GemmByDepth.Run<TVector, TLanes>(team, in call);
        }
        else
        {
            GemmByRows.Run<TVector, TLanes>(team, in call);
        }
    }
}
