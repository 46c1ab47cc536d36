namespace Mien.Tensors.Kernels;

/// <summary>
/// The sizes of a convolution over [pictures, (depth,) rows, columns, channels] with weights [kernel, channels in, channels
/// out], or [kernel, channels] when it is depthwise; output o reads input o * stride + k * dilation - padding, zeros outside.
/// </summary>
internal readonly record struct ConvolutionSizes
{
    /// <summary>Pictures in the batch.</summary>
    public required int Images { get; init; }

    /// <summary>Pixels of an input picture.</summary>
    public required Extent Input { get; init; }

    /// <summary>Channels of the input.</summary>
    public required int ChannelsIn { get; init; }

    /// <summary>Channels of the output.</summary>
    public required int ChannelsOut { get; init; }

    /// <summary>Size of the kernel.</summary>
    public required Extent Kernel { get; init; }

    /// <summary>Step from an output to the next, in input pixels.</summary>
    public Extent Stride { get; init; } = Extent.One;

    /// <summary>Step from a tap of the kernel to the next, in input pixels.</summary>
    public Extent Dilation { get; init; } = Extent.One;

    /// <summary>Zeros before the first pixel of each axis.</summary>
    public Extent PaddingBefore { get; init; }

    /// <summary>Zeros after the last pixel of each axis.</summary>
    public Extent PaddingAfter { get; init; }

    /// <summary>
    /// True when each channel meets a kernel of its own. Channels in and out are then the same number, and the depth is 1.
    /// </summary>
    public bool Depthwise { get; init; }

    /// <summary>Describes a convolution; stride and dilation are 1 and the padding 0 unless given.</summary>
    public ConvolutionSizes() { }

    /// <summary>Input pixels from the first to the last tap, both counted.</summary>
    public Extent Reach => (Kernel - Extent.One) * Dilation + Extent.One;

    /// <summary>Pixels of an output picture.</summary>
    public Extent Output
    {
        get
        {
            var room = Input + PaddingBefore + PaddingAfter - Reach;
            return new Extent(
                room.Depth / Stride.Depth + 1,
                room.Rows / Stride.Rows + 1,
                room.Columns / Stride.Columns + 1
            );
        }
    }

    /// <summary>The shape of the output when it is pictures, not volumes.</summary>
    public Shape Pictures => new(Images, Output.Rows, Output.Columns, ChannelsOut);

    /// <summary>Products of an input pixel's channels and a weight: kernel volume times channels in.</summary>
    public int Depth => Kernel.Volume * ChannelsIn;

    /// <summary>True when each output reads the one input pixel at its own place.</summary>
    public bool IsPointwise =>
        Kernel.Volume == 1 && Stride == Extent.One && PaddingBefore == default && PaddingAfter == default;
}
