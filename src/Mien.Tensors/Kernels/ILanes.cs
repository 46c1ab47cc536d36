namespace Mien.Tensors.Kernels;

/// <summary>
/// One width of vector registers, so that a kernel is written once and compiled for each. The implementations are empty
/// structs: the compiler specialises a generic kernel for each of them and every call below becomes one instruction.
/// </summary>
/// <typeparam name="TVector">The register type.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the matrix product's register tile (two registers wide): as many as leave no register idle.</summary>
    static abstract int TileRows { get; }

    /// <summary>Pixels of the depthwise convolution's register tile (two rows high) at its widest.</summary>
    static abstract int TilePixels { get; }

    /// <summary>Reads a register from memory of any alignment.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes a register to memory of any alignment.</summary>
    static abstract void Store(float* target, TVector value);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>Lane by lane left * right + addend.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>Lane by lane sum.</summary>
    static abstract TVector Add(TVector left, TVector right);
}
