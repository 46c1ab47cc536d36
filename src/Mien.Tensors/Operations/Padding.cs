namespace Mien.Tensors.Operations;

/// <summary>
/// Zeros around a picture before a convolution, or cells that pooling ignores. The default value is none ("valid").
/// </summary>
public readonly record struct Padding
{
    private readonly bool _same;

    /// <summary>Creates a padding of its own size on each side.</summary>
    public Padding(int top, int left, int bottom, int right)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(
            Math.Min(Math.Min(top, left), Math.Min(bottom, right)),
            nameof(top)
        );
        (Top, Left, Bottom, Right) = (top, left, bottom, right);
    }

    /// <summary>Creates a padding of the same size on all sides.</summary>
    public Padding(int all)
        : this(all, all, all, all) { }

    private Padding(bool same) => _same = same;

    /// <summary>No padding.</summary>
    public static Padding Valid => default;

    /// <summary>
    /// As much as keeps the size at stride 1: dilation (kernel - 1) in all, the smaller half above and to the left, as
    /// PyTorch's padding="same".
    /// </summary>
    public static Padding Same => new(same: true);

    /// <summary>Rows above.</summary>
    public int Top { get; }

    /// <summary>Columns to the left.</summary>
    public int Left { get; }

    /// <summary>Rows below.</summary>
    public int Bottom { get; }

    /// <summary>Columns to the right.</summary>
    public int Right { get; }

    /// <summary>The sizes of this padding for a kernel of a reach of <paramref name="rows"/> by <paramref name="columns"/>.</summary>
    internal Padding For(int rows, int columns) =>
        _same
            ? new Padding(
                (rows - 1) / 2,
                (columns - 1) / 2,
                rows - 1 - ((rows - 1) / 2),
                columns - 1 - ((columns - 1) / 2)
            )
            : this;
}
