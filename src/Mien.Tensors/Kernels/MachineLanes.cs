using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The widest registers that this machine multiplies and adds with at full speed. The runtime answers the questions below
/// when it compiles them, so the choice costs nothing in a call.
/// </summary>
internal static class MachineLanes
{
    /// <summary>"AVX-512", "AVX2" or "128-bit".</summary>
    public static string Name =>
        IsAvx512 ? "AVX-512"
        : IsAvx2 ? "AVX2"
        : "128-bit";

    /// <summary>Floats in a register.</summary>
    public static int Count =>
        IsAvx512 ? Lanes512.Count
        : IsAvx2 ? Lanes256.Count
        : Lanes128.Count;

    /// <summary>Rows of the matrix product's register tile.</summary>
    public static int TileRows =>
        IsAvx512 ? Lanes512.TileRows
        : IsAvx2 ? Lanes256.TileRows
        : Lanes128.TileRows;

    private static bool IsAvx512 => Vector512.IsHardwareAccelerated;

    private static bool IsAvx2 => Vector256.IsHardwareAccelerated && Fma.IsSupported;

    /// <summary>Runs a kernel.</summary>
    public static void Run<TKernel, TCall>(Workers team, in TCall call)
        where TKernel : IWideKernel<TCall>
        where TCall : struct
    {
        if (IsAvx512)
        {
            TKernel.Run<Vector512<float>, Lanes512>(team, in call);
        }
        else if (IsAvx2)
        {
            TKernel.Run<Vector256<float>, Lanes256>(team, in call);
        }
        else
        {
            TKernel.Run<Vector128<float>, Lanes128>(team, in call);
        }
    }
}
