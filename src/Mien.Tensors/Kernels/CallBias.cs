namespace Mien.Tensors.Kernels;

/// <summary>The bias of a call, followed by zeros up to whole panels, so that a tile may start from it.</summary>
internal static unsafe class CallBias
{
    /// <summary>Copies the bias to the calling thread's scratch; null stays null.</summary>
    public static float* Pad(float* bias, int columns, int paddedColumns)
    {
        if (bias == null)
        {
            return null;
        }

        var padded = Scratch.Floats(ScratchUse.CallBias, paddedColumns);
        new Span<float>(bias, columns).CopyTo(new Span<float>(padded, columns));
        new Span<float>(padded + columns, paddedColumns - columns).Clear();
        return padded;
    }
}
