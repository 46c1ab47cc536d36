using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Attention;

/// <summary>
/// Coordinate attention (Hou, Zhou and Feng, CVPR 2021): rows and columns are averaged apart, pass one shared squeeze,
/// and come back as two gates, y = x * gate_rows * gate_columns. Maps [N, H, W, C] to the same shape.
/// </summary>
public sealed class CoordinateAttention : Module
{
    private readonly Convolution2D _squeeze;
    private readonly BatchNormalization _norm;
    private readonly Convolution2D _rows;
    private readonly Convolution2D _columns;

    /// <summary>Creates the layers; the squeezed width is max(8, channels / 32), as in the released code.</summary>
    public CoordinateAttention(int channels, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var squeezed = Math.Max(8, channels / 32);
        _squeeze = Register("squeeze", new Convolution2D(channels, squeezed, 1, random.Derive("squeeze")));
        _norm = Register("norm", new BatchNormalization(squeezed));
        _rows = Register("rows", new Convolution2D(squeezed, channels, 1, random.Derive("rows")));
        _columns = Register("columns", new Convolution2D(squeezed, channels, 1, random.Derive("columns")));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (samples, height, width, channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var overRows = tape.Mean(x, 2); // [N, H, 1, C]
        var overColumns = tape.Reshape(tape.Mean(x, 1), new Shape(samples, width, 1, channels)); // [N, W, 1, C]
        var squeezed = _norm.Forward(tape, _squeeze.Forward(tape, tape.Concat(1, overRows, overColumns)));
        var f = tape.HardSwish(squeezed);
        var rowGate = tape.Sigmoid(_rows.Forward(tape, tape.Slice(f, 1, 0, height)));
        var columnGate = tape.Sigmoid(_columns.Forward(tape, tape.Slice(f, 1, height, width)));
        var asColumns = tape.Reshape(columnGate, new Shape(samples, 1, width, channels));
        return tape.Multiply(tape.Multiply(x, rowGate), asColumns);
    }
}
