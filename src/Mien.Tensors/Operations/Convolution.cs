namespace Mien.Tensors.Operations;

/// <summary>How a kernel moves over a picture.</summary>
public sealed record Convolution
{
    /// <summary>Stride 1, no padding, no dilation.</summary>
    public static readonly Convolution Valid = new();

    /// <summary>Stride 1, padded to keep the size.</summary>
    public static readonly Convolution Same = new() { Padding = Padding.Same };

    /// <summary>Steps between outputs, rows and columns alike; at least 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Steps between the cells of the kernel; at least 1.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Zeros around the picture.</summary>
    public Padding Padding { get; init; }
}
