using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>
/// Means over a grid of cells that covers the picture, as PyTorch's nn.AdaptiveAvgPool2d: cell i of n reaches from
/// floor(i H / n) to ceil((i + 1) H / n), so cells overlap where H is no multiple of n. One matrix product, as the cells of
/// a picture size are the same for every picture.
/// </summary>
public sealed class AdaptiveAveragePooling : Module
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly Tensor? _shares;

    /// <summary>Creates the layer for pictures of one size.</summary>
    /// <param name="height">Rows of the pictures.</param>
    /// <param name="width">Columns of the pictures.</param>
    /// <param name="rows">Rows of the grid, 1 to <paramref name="height"/>.</param>
    /// <param name="columns">Columns of the grid, 1 to <paramref name="width"/>.</param>
    public AdaptiveAveragePooling(int height, int width, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, width);
        (_rows, _columns) = (rows, columns);
        _shares = (rows, columns) == (height, width) ? null : Shares(height, width, rows, columns);
    }

    /// <summary>[N, H, W, C] to [N, rows, columns, C].</summary>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        if (_shares is null)
        {
            return x;
        }

        var (samples, channels) = (x.Shape[0], x.Shape[3]);
        var places = tape.Reshape(x, new Shape(samples, x.Shape[1] * x.Shape[2], channels));
        var means = tape.Linear(tape.Permute(places, 0, 2, 1), _shares);
        return tape.Reshape(tape.Permute(means, 0, 2, 1), new Shape(samples, _rows, _columns, channels));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _shares?.Dispose();
    }

    /// <summary>[pixels, cells]: 1 / (pixels of the cell) where the pixel belongs to the cell.</summary>
    private static Tensor Shares(int height, int width, int rows, int columns)
    {
        var shares = Tensor.Create(new Shape(height * width, rows * columns));
        for (var cell = 0; cell < rows * columns; cell++)
        {
            var (top, bottom) = Reach(cell / columns, rows, height);
            var (left, right) = Reach(cell % columns, columns, width);
            for (var pixel = 0; pixel < (bottom - top) * (right - left); pixel++)
            {
                var row = top + (pixel / (right - left));
                var column = left + (pixel % (right - left));
                shares.Values[(((row * width) + column) * rows * columns) + cell] =
                    1f / ((bottom - top) * (right - left));
            }
        }

        return shares;
    }

    private static (int From, int To) Reach(int cell, int cells, int size) =>
        (cell * size / cells, (((cell + 1) * size) + cells - 1) / cells);
}
