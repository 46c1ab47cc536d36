using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Benchmarks.Measures;

/// <summary>A line of benchmarks/peers/layers.csv: kind, input, outputs, kernel, stride; sizes are joined by "x".</summary>
internal sealed class LayerLine
{
    private readonly string _kind;
    private readonly int _outputs;
    private readonly int[] _kernel;
    private readonly int[] _stride;

    private LayerLine(string text)
    {
        var cells = text.Split(',');
        Text = text.TrimEnd(',').Replace(',', ' ');
        _kind = cells[0];
        Input = Sizes(cells[1]);
        _outputs = cells[2].Length > 0 ? int.Parse(cells[2]) : 0;
        (_kernel, _stride) = (Sizes(cells[3]), Sizes(cells[4]));
    }

    /// <summary>The line, to be read.</summary>
    public string Text { get; }

    /// <summary>Sizes of the input, channels last.</summary>
    public int[] Input { get; }

    /// <summary>False for the layers that only ever see data.</summary>
    public bool InputHasGradient => _kind != "stem";

    /// <summary>All lines.</summary>
    public static LayerLine[] ReadAll() =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "benchmarks", "peers", "layers.csv"))
                .Skip(1)
                .Select(line => new LayerLine(line)),
        ];

    /// <summary>The layer with fresh weights; the caller disposes it.</summary>
    public Module CreateLayer(RandomStream random) =>
        _kind switch
        {
            "convolution" or "stem" when _kernel.Length == 2 => new Convolve(
                (tape, x, weight) => tape.Convolve(x, weight, null, How()),
                [.. _kernel, Channels, _outputs],
                random
            ),
            "convolution" or "stem" => new Convolve(
                (tape, x, weight) => tape.Convolve3D(x, weight, null, How(), _stride[0], _kernel[0] / 2),
                [.. _kernel, Channels, _outputs],
                random
            ),
            "batch-norm" => new BatchNormalization(Channels),
            "layer-norm" => new LayerNormalization(Channels),
            "linear" => new Linear(Channels, _outputs, random),
            "attention" => new MultiHeadAttention(Channels, _outputs, random),
            "lstm" => new Lstm(Channels, _outputs, random),
            "gru" => new Gru(Channels, _outputs, random),
            "relu" => new Plain((tape, x) => tape.Relu(x)),
            "gelu" => new Plain((tape, x) => tape.Gelu(x)),
            "max-pool" => new Plain((tape, x) => tape.MaxPool(x, _kernel[0], _kernel[1], How())),
            "average-pool" => new Plain((tape, x) => tape.AveragePool(x, _kernel[0], _kernel[1], How())),
            _ => throw new InvalidOperationException($"layers.csv: no layer '{_kind}'"),
        };

    private int Channels => Input[^1];

    private Convolution How()
    {
        var (rows, columns) = (_kernel[^2] % 2 * (_kernel[^2] / 2), _kernel[^1] % 2 * (_kernel[^1] / 2));
        return new Convolution { Stride = _stride[^1], Padding = new Padding(rows, columns, rows, columns) };
    }

    private static int[] Sizes(string text) => text.Length == 0 ? [] : [.. text.Split('x').Select(int.Parse)];

    private sealed class Plain(Func<Tape, Tensor, Tensor> forward) : Module
    {
        public override Tensor Forward(Tape tape, Tensor x) => forward(tape, x);
    }

    private sealed class Convolve : Module
    {
        private readonly Func<Tape, Tensor, Tensor, Tensor> _forward;
        private readonly Tensor _weight;

        public Convolve(Func<Tape, Tensor, Tensor, Tensor> forward, int[] sizes, RandomStream random)
        {
            _forward = forward;
            _weight = Parameter("weight", new Shape(sizes));
            Initialization.UniformByFanIn(_weight, _weight.Length / sizes[^1], random);
        }

        public override Tensor Forward(Tape tape, Tensor x) => _forward(tape, x, _weight);
    }
}
