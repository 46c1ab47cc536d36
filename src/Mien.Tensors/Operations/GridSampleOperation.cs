using System.Runtime.InteropServices;

namespace Mien.Tensors.Operations;

/// <summary>Bilinear sampling at given places.</summary>
public static unsafe class GridSampleOperation
{
    /// <summary>
    /// y[n, i, j] = the picture n at row grid[n, i, j, 1] and column grid[n, i, j, 0], in pixels from the centre of the
    /// first pixel, bilinear; places outside take the nearest border pixel (PyTorch's grid_sample with border padding and
    /// aligned corners, without its scaling to [-1, 1]).
    /// </summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, H, W, C].</param>
    /// <param name="grid">[N, rows, columns, 2]: column, then row.</param>
    /// <returns>[N, rows, columns, C].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor GridSample(this Tape tape, Tensor x, Tensor grid)
    {
        if (x.Shape.Rank != 4 || grid.Shape.Rank != 4 || grid.Shape[3] != 2 || grid.Shape[0] != x.Shape[0])
        {
            throw new ArgumentException($"a grid of shape {grid.Shape} does not sample {x.Shape}", nameof(grid));
        }

        var y = tape.Output(grid.Shape.With(3, x.Shape[3]), x.RequiresGradient || grid.RequiresGradient);
        var sizes = new Sizes(x.Shape[1], x.Shape[2], x.Shape[3], grid.Shape[1] * grid.Shape[2]);
        tape.Workers.For(x.Shape[0], new Forward(sizes, x.Data, grid.Data, y.Data));
        if (y.RequiresGradient)
        {
            tape.Record<GridSampleNode>(y).Set(x, grid, sizes);
        }

        tape.Listener?.Hear("GridSample", y, [x, grid]);
        return y;
    }

    /// <summary>
    /// Warps every picture by an affine map from the places of the result to those of the source, both in pixels from the
    /// picture's centre: (column, row) = A (column', row') + t; bilinear with repeated borders.
    /// </summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, H, W, C].</param>
    /// <param name="affine">[N, 2, 3]: rows (A00, A01, t0) for columns and (A10, A11, t1) for rows.</param>
    /// <returns>[N, H, W, C].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor AffineSample(this Tape tape, Tensor x, Tensor affine) =>
        tape.GridSample(x, tape.AffineGrid(affine, x.Shape[1], x.Shape[2]));

    private readonly record struct Sizes(int Rows, int Columns, int Channels, int Places);

    /// <summary>The four pixels around a place and how far it is from the first.</summary>
    private readonly ref struct Corners
    {
        public Corners(Sizes sizes, float column, float row)
        {
            // The bounds come first, so that a NaN becomes the border and cannot leave the picture.
            var clampedColumn = MathF.Min(sizes.Columns - 1, MathF.Max(0, float.IsNaN(column) ? 0 : column));
            var clampedRow = MathF.Min(sizes.Rows - 1, MathF.Max(0, float.IsNaN(row) ? 0 : row));
            var (left, top) = ((int)clampedColumn, (int)clampedRow);
            var (right, bottom) = (Math.Min(left + 1, sizes.Columns - 1), Math.Min(top + 1, sizes.Rows - 1));
            Right = clampedColumn - left;
            Down = clampedRow - top;
            MovesRight = column >= 0 && column <= sizes.Columns - 1;
            MovesDown = row >= 0 && row <= sizes.Rows - 1;
            TopLeft = ((top * sizes.Columns) + left) * sizes.Channels;
            TopRight = ((top * sizes.Columns) + right) * sizes.Channels;
            BottomLeft = ((bottom * sizes.Columns) + left) * sizes.Channels;
            BottomRight = ((bottom * sizes.Columns) + right) * sizes.Channels;
        }

        public int TopLeft { get; }

        public int TopRight { get; }

        public int BottomLeft { get; }

        public int BottomRight { get; }

        public float Right { get; }

        public float Down { get; }

        /// <summary>False where the place is clamped, so that its gradient is 0.</summary>
        public bool MovesRight { get; }

        public bool MovesDown { get; }
    }

    private readonly struct Forward(Sizes sizes, float* x, float* grid, float* y) : IBlockWork
    {
        public void Run(int picture)
        {
            var source = x + ((long)picture * sizes.Rows * sizes.Columns * sizes.Channels);
            var places = grid + ((long)picture * sizes.Places * 2);
            var to = y + ((long)picture * sizes.Places * sizes.Channels);
            for (var place = 0; place < sizes.Places; place++, places += 2, to += sizes.Channels)
            {
                var at = new Corners(sizes, places[0], places[1]);
                var (left, up) = (1 - at.Right, 1 - at.Down);
                var (topLeft, topRight) = (left * up, at.Right * up);
                var (bottomLeft, bottomRight) = (left * at.Down, at.Right * at.Down);
                for (var c = 0; c < sizes.Channels; c++)
                {
                    to[c] =
                        (topLeft * source[at.TopLeft + c])
                        + (topRight * source[at.TopRight + c])
                        + (bottomLeft * source[at.BottomLeft + c])
                        + (bottomRight * source[at.BottomRight + c]);
                }
            }
        }
    }

    private readonly struct Gradient(
        Sizes sizes,
        float* x,
        float* grid,
        float* d,
        float* toPicture,
        float* toGrid,
        bool addToGrid
    ) : IBlockWork
    {
        public void Run(int picture)
        {
            var offset = (long)picture * sizes.Rows * sizes.Columns * sizes.Channels;
            var places = (long)picture * sizes.Places * 2;
            var from = d + ((long)picture * sizes.Places * sizes.Channels);
            for (var place = 0; place < sizes.Places; place++, places += 2, from += sizes.Channels)
            {
                var at = new Corners(sizes, grid[places], grid[places + 1]);
                if (toPicture != null)
                {
                    Spread(at, from, toPicture + offset);
                }

                if (toGrid != null)
                {
                    Place(at, from, x + offset, toGrid + places);
                }
            }
        }

        private void Spread(in Corners at, float* from, float* target)
        {
            for (var c = 0; c < sizes.Channels; c++)
            {
                target[at.TopLeft + c] += (1 - at.Right) * (1 - at.Down) * from[c];
                target[at.TopRight + c] += at.Right * (1 - at.Down) * from[c];
                target[at.BottomLeft + c] += (1 - at.Right) * at.Down * from[c];
                target[at.BottomRight + c] += at.Right * at.Down * from[c];
            }
        }

        private void Place(in Corners at, float* from, float* source, float* target)
        {
            var (column, row) = (0f, 0f);
            for (var c = 0; c < sizes.Channels; c++)
            {
                var top = source[at.TopRight + c] - source[at.TopLeft + c];
                var bottom = source[at.BottomRight + c] - source[at.BottomLeft + c];
                var left = source[at.BottomLeft + c] - source[at.TopLeft + c];
                var right = source[at.BottomRight + c] - source[at.TopRight + c];
                column += from[c] * (top + (at.Down * (bottom - top)));
                row += from[c] * (left + (at.Right * (right - left)));
            }

            target[0] = (addToGrid ? target[0] : 0) + (at.MovesRight ? column : 0);
            target[1] = (addToGrid ? target[1] : 0) + (at.MovesDown ? row : 0);
        }
    }

    private sealed class GridSampleNode : Node
    {
        private Tensor _x = null!;
        private Tensor _grid = null!;
        private Sizes _sizes;

        public void Set(Tensor x, Tensor grid, Sizes sizes) => (_x, _grid, _sizes) = (x, grid, sizes);

        public override void Backward(Tape tape)
        {
            var toPicture = tape.GradientOf(_x, out var accumulate);
            if (toPicture != null && !accumulate)
            {
                NativeMemory.Clear(toPicture, (nuint)_x.Length * sizeof(float));
            }

            var toGrid = tape.GradientOf(_grid, out var addToGrid);
            var work = new Gradient(_sizes, _x.Data, _grid.Data, Output.GradientData, toPicture, toGrid, addToGrid);
            tape.Workers.For(_x.Shape[0], work);
        }
    }
}
