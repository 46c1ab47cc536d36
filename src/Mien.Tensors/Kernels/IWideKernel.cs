namespace Mien.Tensors.Kernels;

/// <summary>A kernel that is written once for all widths of registers; see <see cref="MachineLanes"/>.</summary>
/// <typeparam name="TCall">Its arguments.</typeparam>
internal interface IWideKernel<TCall>
    where TCall : struct
{
    /// <summary>Runs the kernel with registers of one width.</summary>
    static abstract void Run<TVector, TLanes>(Workers team, in TCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>;
}
