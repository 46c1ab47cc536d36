namespace Mien.Tensors.Operations;

/// <summary>Grids of affine maps.</summary>
public static unsafe class AffineGridOperation
{
    /// <summary>The place in the source for every pixel of a result, for <see cref="GridSampleOperation.GridSample"/>.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="affine">[N, 2, 3], from pixels off the centre of the result to pixels off the centre of the source.</param>
    /// <param name="rows">Rows of result and source.</param>
    /// <param name="columns">Columns of result and source.</param>
    /// <returns>[N, rows, columns, 2]: column, then row.</returns>
    /// <exception cref="ArgumentException">The maps have another shape.</exception>
    public static Tensor AffineGrid(this Tape tape, Tensor affine, int rows, int columns)
    {
        if (affine.Shape.Rank != 3 || affine.Shape[1] != 2 || affine.Shape[2] != 3)
        {
            throw new ArgumentException($"affine maps have shape [N, 2, 3], not {affine.Shape}", nameof(affine));
        }

        var y = tape.Output(new Shape(affine.Shape[0], rows, columns, 2), affine.RequiresGradient);
        tape.Workers.For(affine.Shape[0], new Forward(rows, columns, affine.Data, y.Data));
        if (y.RequiresGradient)
        {
            tape.Record<AffineGridNode>(y).Input = affine;
        }

        tape.Listener?.Hear("AffineGrid", y, [affine], [("rows", rows), ("columns", columns)]);
        return y;
    }

    private readonly struct Forward(int rows, int columns, float* affine, float* y) : IBlockWork
    {
        public void Run(int picture)
        {
            var map = affine + ((long)picture * 6);
            var to = y + ((long)picture * rows * columns * 2);
            var (middleRow, middleColumn) = ((rows - 1) / 2f, (columns - 1) / 2f);
            for (var place = 0; place < rows * columns; place++, to += 2)
            {
                var (column, row) = ((place % columns) - middleColumn, (place / columns) - middleRow);
                to[0] = (map[0] * column) + (map[1] * row) + map[2] + middleColumn;
                to[1] = (map[3] * column) + (map[4] * row) + map[5] + middleRow;
            }
        }
    }

    private readonly struct Gradient(int rows, int columns, float* d, float* toMap, bool accumulate) : IBlockWork
    {
        public void Run(int picture)
        {
            var from = d + ((long)picture * rows * columns * 2);
            var map = toMap + ((long)picture * 6);
            var sums = stackalloc float[6];
            var (middleRow, middleColumn) = ((rows - 1) / 2f, (columns - 1) / 2f);
            for (var place = 0; place < rows * columns; place++, from += 2)
            {
                var (column, row) = ((place % columns) - middleColumn, (place / columns) - middleRow);
                for (var axis = 0; axis < 2; axis++)
                {
                    sums[3 * axis] += from[axis] * column;
                    sums[(3 * axis) + 1] += from[axis] * row;
                    sums[(3 * axis) + 2] += from[axis];
                }
            }

            for (var i = 0; i < 6; i++)
            {
                map[i] = accumulate ? map[i] + sums[i] : sums[i];
            }
        }
    }

    private sealed class AffineGridNode : Node
    {
        public Tensor Input { get; set; } = null!;

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(Input, out var accumulate);
            var work = new Gradient(Output.Shape[1], Output.Shape[2], Output.GradientData, to, accumulate);
            tape.Workers.For(Input.Shape[0], work);
        }
    }
}
