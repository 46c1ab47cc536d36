namespace Mien.Data.Synthetic;

/// <summary>A field of motion on a <see cref="FlowGrid"/>, in cells: u to the right, v down.</summary>
internal sealed class Flow(FlowGrid grid)
{
    public FlowGrid Grid { get; } = grid;

    public float[] U { get; } = new float[grid.Length];

    public float[] V { get; } = new float[grid.Length];

    /// <summary>One row of u.</summary>
    public Span<float> RowU(int y) => U.AsSpan(y * Grid.Stride, Grid.Stride);

    /// <summary>One row of v.</summary>
    public Span<float> RowV(int y) => V.AsSpan(y * Grid.Stride, Grid.Stride);
}
