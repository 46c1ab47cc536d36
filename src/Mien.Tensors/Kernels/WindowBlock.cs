namespace Mien.Tensors.Kernels;

/// <summary>A block of a <see cref="WindowPass"/>: its ranges, and where its windows lie.</summary>
internal unsafe struct WindowBlock
{
    /// <summary>The first picture.</summary>
    public int Image;

    /// <summary>The first depth slice.</summary>
    public int Slice;

    /// <summary>The first row.</summary>
    public int Row;

    /// <summary>Pictures.</summary>
    public int Images;

    /// <summary>Depth slices.</summary>
    public int Slices;

    /// <summary>Rows.</summary>
    public int Rows;

    /// <summary>The origin of the first window.</summary>
    public float* Windows;
}
