using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Writes a network down by running it once and listening. ONNX has channels before places, Mien has them after: each
/// picture is kept in whichever order its last operation left it, and is turned only when the next one needs the other.
/// The input is [N, H, W, C], or [N, T, H, W, C] for sequences, as everywhere in Mien, N free.
/// </summary>
internal sealed class OnnxExporter : IOperationListener
{
    private readonly OnnxGraphBuilder _graph;

    private OnnxExporter(OnnxGraphBuilder graph) => _graph = graph;

    /// <summary>The graph of a network in inference.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">(Frames,) rows, columns and channels of its input.</param>
    /// <param name="metadata">Free text that goes with it.</param>
    /// <exception cref="NotSupportedException">It uses an operation that has no ONNX form here.</exception>
    public static OnnxGraph Export(Module network, Shape sample, IReadOnlyDictionary<string, string> metadata)
    {
        var graph = new OnnxGraphBuilder(network);
        using var workers = new Workers(1);
        // Recording keeps every tensor alive, so that each stands for one value of the graph.
        using var tape = new Tape(workers)
        {
            Training = false,
            Recording = true,
            Listener = new OnnxExporter(graph),
        };
        using var input = Tensor.Create(new Shape([OnnxGraphBuilder.Samples, .. sample.ToArray()]));
        graph.Set(input, new OnnxValue(OnnxGraph.InputName, ChannelsFirst: false));
        return graph.Build(input, network.Forward(tape, input)) with { Metadata = metadata };
    }

    /// <inheritdoc/>
    public void Hear(
        string operation,
        Tensor output,
        Tensor?[] inputs,
        params (string Name, object Value)[] settings
    ) =>
        _graph.Set(
            output,
            operation switch
            {
                "Constant" => _graph.Keep(output),
                "Relu" or "Sigmoid" or "Tanh" or "HardSwish" or "Gelu" or "Sqrt" or "Log" or "Reciprocal" => Alike(
                    operation,
                    inputs[0]!
                ),
                "LeakyRelu" => Alike("LeakyRelu", inputs[0]!, ("alpha", settings[0].Value)),
                "Scale" => Scale(inputs[0]!, (float)settings[0].Value),
                "Add" => Binary("Add", inputs[0]!, inputs[1]!),
                "Multiply" => Binary("Mul", inputs[0]!, inputs[1]!),
                "Linear" => Linear(inputs[0]!, inputs[1]!, inputs[2]),
                "MatMul" => MatMul(inputs[0]!, inputs[1]!, (bool)settings[0].Value),
                "Convolve" or "ConvolveDepthwise" => Convolve(
                    inputs,
                    (ConvolutionSizes)settings[0].Value,
                    operation != "Convolve"
                ),
                "BatchNorm" => BatchNorm(inputs, (float)settings[0].Value),
                "LayerNorm" => LayerNorm(inputs, (float)settings[0].Value),
                "MaxPool" => Pool("MaxPool", inputs[0]!, (Window)settings[0].Value),
                "AveragePool" => Pool("AveragePool", inputs[0]!, (Window)settings[0].Value, ("count_include_pad", 1L)),
                "Mean" => Reduce("ReduceMean", inputs[0]!, (int)settings[0].Value, (int)settings[1].Value),
                "ChannelMax" => Reduce("ReduceMax", inputs[0]!, inputs[0]!.Shape.Rank - 1, inputs[0]!.Shape.Rank - 1),
                "Softmax" or "LogSoftmax" => Last(operation, inputs[0]!),
                "Concat" => Concat(inputs!, (int)settings[0].Value),
                "Slice" => Slice(inputs[0]!, (int)settings[0].Value, (int)settings[1].Value, (int)settings[2].Value),
                "Reshape" => Reshape(inputs[0]!, output.Shape),
                "Permute" => new OnnxValue(
                    _graph.Transpose(_graph.LastName(inputs[0]!), (int[])settings[0].Value),
                    ChannelsFirst: false
                ),
                "AffineGrid" => AffineGrid(inputs[0]!, (int)settings[0].Value, (int)settings[1].Value),
                "GridSample" => GridSample(inputs[0]!, inputs[1]!),
                "Attention" => Attention(inputs!, (int)settings[0].Value),
                _ => throw new NotSupportedException($"the operation {operation} has no ONNX form"),
            }
        );

    private OnnxValue Alike(string operation, Tensor x, params (string, object)[] attributes)
    {
        var value = _graph.ValueOf(x);
        return value with { Name = _graph.Emit(operation, [value.Name], attributes) };
    }

    private OnnxValue Scale(Tensor x, float factor)
    {
        var value = _graph.ValueOf(x);
        return value with { Name = _graph.Emit("Mul", [value.Name, _graph.Number(factor)]) };
    }

    /// <summary>The other operand follows the order of the first one's channels; constants are turned here, once.</summary>
    private OnnxValue Binary(string operation, Tensor x, Tensor other)
    {
        var value = _graph.ValueOf(x);
        if (!value.ChannelsFirst)
        {
            return new OnnxValue(_graph.Emit(operation, [value.Name, _graph.LastName(other)]), ChannelsFirst: false);
        }

        var rank = x.Shape.Rank;
        var name =
            _graph.IsNamed(other) ? _graph.ConstantFirst(other, rank)
            : other.Shape.Rank == rank ? _graph.FirstName(other)
            : null;
        return name is null
            ? new OnnxValue(_graph.Emit(operation, [_graph.LastName(x), _graph.LastName(other)]), ChannelsFirst: false)
            : new OnnxValue(_graph.Emit(operation, [value.Name, name]), ChannelsFirst: true);
    }

    private OnnxValue Linear(Tensor x, Tensor weight, Tensor? bias)
    {
        if (x.Shape.Rank == 2)
        {
            string[] inputs = bias is null
                ? [_graph.LastName(x), _graph.LastName(weight)]
                : [_graph.LastName(x), _graph.LastName(weight), _graph.LastName(bias)];
            return new OnnxValue(_graph.Emit("Gemm", inputs), ChannelsFirst: false);
        }

        var product = _graph.Emit("MatMul", [_graph.LastName(x), _graph.LastName(weight)]);
        return new OnnxValue(
            bias is null ? product : _graph.Emit("Add", [product, _graph.LastName(bias)]),
            ChannelsFirst: false
        );
    }

    private OnnxValue MatMul(Tensor left, Tensor right, bool transposeRight)
    {
        var other = _graph.LastName(right);
        if (transposeRight)
        {
            var rank = right.Shape.Rank;
            other = _graph.Transpose(other, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
        }

        return new OnnxValue(_graph.Emit("MatMul", [_graph.LastName(left), other]), ChannelsFirst: false);
    }

    private OnnxValue Convolve(Tensor?[] inputs, ConvolutionSizes sizes, bool depthwise)
    {
        var (x, weight, bias) = (inputs[0]!, inputs[1]!, inputs[2]);
        var flat = x.Shape.Rank == 4;
        long[] Axes(Extent extent) =>
            flat ? [extent.Rows, extent.Columns] : [extent.Depth, extent.Rows, extent.Columns];
        List<string> names = [_graph.FirstName(x), _graph.Kernel(weight, depthwise)];
        if (bias is not null)
        {
            names.Add(_graph.LastName(bias));
        }

        var output = _graph.Emit(
            "Conv",
            [.. names],
            ("dilations", Axes(sizes.Dilation)),
            ("group", depthwise ? (long)sizes.ChannelsIn : 1L),
            ("kernel_shape", Axes(sizes.Kernel)),
            ("pads", (long[])[.. Axes(sizes.PaddingBefore), .. Axes(sizes.PaddingAfter)]),
            ("strides", Axes(sizes.Stride))
        );
        return new OnnxValue(output, ChannelsFirst: true);
    }

    private OnnxValue BatchNorm(Tensor?[] inputs, float epsilon)
    {
        var x = inputs[0]!;
        var rank = x.Shape.Rank;
        // On rows of features the second axis already is the channels'.
        var name = rank == 2 ? _graph.LastName(x) : _graph.FirstName(x);
        string[] names = [name, .. inputs[1..].Select(input => _graph.LastName(input!))];
        return new OnnxValue(_graph.Emit("BatchNormalization", names, ("epsilon", epsilon)), ChannelsFirst: rank > 2);
    }

    private OnnxValue LayerNorm(Tensor?[] inputs, float epsilon)
    {
        string[] names = [.. inputs.Select(input => _graph.LastName(input!))];
        return new OnnxValue(
            _graph.Emit("LayerNormalization", names, ("axis", -1L), ("epsilon", epsilon)),
            ChannelsFirst: false
        );
    }

    private OnnxValue Pool(string operation, Tensor x, Window window, params (string, object)[] more)
    {
        var output = _graph.Emit(
            operation,
            [_graph.FirstName(x)],
            [
                ("dilations", (long[])[window.Dilation, window.Dilation]),
                ("kernel_shape", (long[])[window.KernelRows, window.KernelColumns]),
                ("pads", (long[])[window.Top, window.Left, window.Bottom, window.Right]),
                ("strides", (long[])[window.Stride, window.Stride]),
                .. more,
            ]
        );
        return new OnnxValue(output, ChannelsFirst: true);
    }

    private OnnxValue Reduce(string operation, Tensor x, int first, int last)
    {
        var value = _graph.ValueOf(x);
        var rank = x.Shape.Rank;
        long[] axes = [.. Enumerable.Range(first, last - first + 1).Select(axis => (long)value.AxisOf(axis, rank))];
        var constant = _graph.Integers(axes);
        return value with { Name = _graph.Emit(operation, [value.Name, constant], ("keepdims", 1L)) };
    }

    private OnnxValue Last(string operation, Tensor x) =>
        new(_graph.Emit(operation, [_graph.LastName(x)], ("axis", -1L)), ChannelsFirst: false);

    private OnnxValue Concat(Tensor[] parts, int axis)
    {
        var value = _graph.ValueOf(parts[0]);
        string[] names =
        [
            .. parts.Select(part => value.ChannelsFirst ? _graph.FirstName(part) : _graph.LastName(part)),
        ];
        var at = (long)value.AxisOf(axis, parts[0].Shape.Rank);
        return value with { Name = _graph.Emit("Concat", names, ("axis", at)) };
    }

    private OnnxValue Slice(Tensor x, int axis, int start, int length)
    {
        var value = _graph.ValueOf(x);
        var at = value.AxisOf(axis, x.Shape.Rank);
        return value with
        {
            Name = _graph.Emit(
                "Slice",
                [value.Name, _graph.Integers(start), _graph.Integers(start + length), _graph.Integers(at)]
            ),
        };
    }

    /// <summary>The first axis goes with N; all others are fixed.</summary>
    private OnnxValue Reshape(Tensor x, Shape shape)
    {
        if (shape.Rank == 0 || shape[0] % OnnxGraphBuilder.Samples != 0)
        {
            throw new NotSupportedException($"a reshape to {shape} does not keep the samples in the first axis");
        }

        long[] sizes = [-1, .. shape.ToArray()[1..].Select(size => (long)size)];
        return new OnnxValue(
            _graph.Emit("Reshape", [_graph.LastName(x), _graph.Integers(sizes)]),
            ChannelsFirst: false
        );
    }

    /// <summary>softmax(q k^T / sqrt(C / heads)) v for every head, written out.</summary>
    private OnnxValue Attention(Tensor[] inputs, int heads)
    {
        var channels = inputs[0].Shape[2];
        string Split(Tensor x, params int[] order)
        {
            var apart = _graph.Emit(
                "Reshape",
                [_graph.LastName(x), _graph.Integers(-1, x.Shape[1], heads, channels / heads)]
            );
            return _graph.Transpose(apart, order);
        }

        var scores = _graph.Emit("MatMul", [Split(inputs[0], 0, 2, 1, 3), Split(inputs[1], 0, 2, 3, 1)]);
        var scaled = _graph.Emit("Mul", [scores, _graph.Number((float)(1 / Math.Sqrt((double)channels / heads)))]);
        var mixed = _graph.Emit(
            "MatMul",
            [_graph.Emit("Softmax", [scaled], ("axis", -1L)), Split(inputs[2], 0, 2, 1, 3)]
        );
        var together = _graph.Transpose(mixed, [0, 2, 1, 3]);
        return new OnnxValue(
            _graph.Emit("Reshape", [together, _graph.Integers(-1, inputs[0].Shape[1], channels)]),
            ChannelsFirst: false
        );
    }

    /// <summary>Maps times the places off the middle of the result, plus the middle: [N, 2, 3] [3, places] turned.</summary>
    private OnnxValue AffineGrid(Tensor affine, int rows, int columns)
    {
        var (places, middle) = (rows * columns, (Column: (columns - 1) / 2f, Row: (rows - 1) / 2f));
        var off = new float[3 * places];
        for (var place = 0; place < places; place++)
        {
            off[place] = place % columns - middle.Column;
            off[places + place] = place / columns - middle.Row;
            off[2 * places + place] = 1;
        }

        var mapped = _graph.Emit("MatMul", [_graph.LastName(affine), _graph.Numbers([3, places], off)]);
        var turned = _graph.Transpose(mapped, [0, 2, 1]);
        var moved = _graph.Emit("Add", [turned, _graph.Numbers([2], middle.Column, middle.Row)]);
        return new OnnxValue(
            _graph.Emit("Reshape", [moved, _graph.Integers(-1, rows, columns, 2)]),
            ChannelsFirst: false
        );
    }

    /// <summary>ONNX counts places from -1 at the centre of the first pixel to 1 at that of the last.</summary>
    private OnnxValue GridSample(Tensor x, Tensor grid)
    {
        static float Scale(int size) => size > 1 ? 2f / (size - 1) : 0;
        var scale = _graph.Numbers([2], Scale(x.Shape[2]), Scale(x.Shape[1]));
        var scaled = _graph.Emit("Mul", [_graph.LastName(grid), scale]);
        var places = _graph.Emit("Add", [scaled, _graph.Numbers([2], -1, -1)]);
        var output = _graph.Emit(
            "GridSample",
            [_graph.FirstName(x), places],
            ("align_corners", 1L),
            ("mode", "linear"),
            ("padding_mode", "border")
        );
        return new OnnxValue(output, ChannelsFirst: true);
    }
}
