using System.Runtime.Intrinsics;

namespace Mien.Imaging.Lanes;

/// <summary>Runs row kernels over a plane, its rows shared by a team, in the widest registers that the processor has.</summary>
internal static class RowTeam
{
    /// <summary>Does every row of a plane.</summary>
    public static void Run<TKernel>(this Workers workers, int width, int height, TKernel kernel)
        where TKernel : struct, IRowKernel
    {
        var bands = RowBands.For(width, height, workers);
        workers.For(bands.Count, new Band<TKernel>(bands, kernel));
    }

    private readonly record struct Band<TKernel>(RowBands Bands, TKernel Kernel) : IBlockWork
        where TKernel : struct, IRowKernel
    {
        public void Run(int block)
        {
            var (first, end) = Bands.Of(block);
            for (var y = first; y < end; y++)
            {
                if (Vector512.IsHardwareAccelerated)
                {
                    Kernel.Row<Lanes512>(y);
                }
                else
                {
                    Kernel.Row<LanesAny>(y);
                }
            }
        }
    }
}
