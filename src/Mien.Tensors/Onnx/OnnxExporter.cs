using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Writes a network down by running it once and listening. ONNX has channels before places, Mien has them after: each
/// picture is kept in whichever order its last operation left it, and is turned only when the next one needs the other.
/// The input is [N, H, W, C] as everywhere in Mien, N free.
/// </summary>
internal sealed class OnnxExporter : IOperationListener
{
    /// <summary>Samples of the run that is listened to; a size that is a multiple of it goes with N.</summary>
    private const int Samples = 3;

    private readonly Dictionary<Tensor, OnnxValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxNode> _nodes = [];
    private int _next;

    private OnnxExporter(Module network)
    {
        foreach (var parameter in network.Parameters)
        {
            _names[parameter.Value] = parameter.Name;
        }

        foreach (var (name, value) in network.States)
        {
            _names[value] = name;
        }
    }

    /// <summary>The graph of a network in inference.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">Rows, columns and channels of its input.</param>
    /// <param name="metadata">Free text that goes with it.</param>
    /// <exception cref="NotSupportedException">It uses an operation that has no ONNX form here.</exception>
    public static OnnxGraph Export(Module network, Shape sample, IReadOnlyDictionary<string, string> metadata)
    {
        var exporter = new OnnxExporter(network);
        using var workers = new Workers(1);
        // Recording keeps every tensor alive, so that each stands for one value of the graph.
        using var tape = new Tape(workers)
        {
            Training = false,
            Recording = true,
            Listener = exporter,
        };
        using var input = Tensor.Create(new Shape(Samples, sample[0], sample[1], sample[2]));
        exporter._values[input] = new OnnxValue(OnnxGraph.InputName, ChannelsFirst: false);
        var output = network.Forward(tape, input);
        exporter.Finish(output);
        return new OnnxGraph
        {
            InputSizes = SizesOf(input.Shape),
            OutputSizes = SizesOf(output.Shape),
            Constants = exporter._constants,
            Nodes = exporter._nodes,
            Metadata = metadata,
        };
    }

    /// <inheritdoc/>
    public void Hear(string operation, Tensor output, Tensor?[] inputs, params (string Name, object Value)[] settings)
    {
        _values[output] = operation switch
        {
            "Constant" => Keep(output),
            "Relu" or "Sigmoid" or "Tanh" or "HardSwish" or "Gelu" => Alike(operation, inputs[0]!),
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
            "Mean" => Mean(inputs[0]!, (int)settings[0].Value, (int)settings[1].Value),
            "ChannelMax" => Reduce("ReduceMax", inputs[0]!, inputs[0]!.Shape.Rank - 1, inputs[0]!.Shape.Rank - 1),
            "Softmax" or "LogSoftmax" => Last(operation, inputs[0]!),
            "Concat" => Concat(inputs!, (int)settings[0].Value),
            "Slice" => Slice(inputs[0]!, (int)settings[0].Value, (int)settings[1].Value, (int)settings[2].Value),
            "Reshape" => Reshape(inputs[0]!, output.Shape),
            "Permute" => Permute(LastName(inputs[0]!), (int[])settings[0].Value),
            "Attention" => Attention(inputs!, (int)settings[0].Value),
            _ => throw new NotSupportedException($"the operation {operation} has no ONNX form"),
        };
    }

    private static int[] SizesOf(Shape shape) => [.. Enumerable.Range(0, shape.Rank).Select(axis => shape[axis])];

    private void Finish(Tensor output)
    {
        var name = LastName(output);
        _nodes.Add(new OnnxNode("Identity", [name], OnnxGraph.OutputName));
    }

    private OnnxValue Alike(string operation, Tensor x, params (string, object)[] attributes)
    {
        var value = ValueOf(x);
        return value with { Name = Emit(operation, [value.Name], attributes) };
    }

    private OnnxValue Scale(Tensor x, float factor)
    {
        var value = ValueOf(x);
        return value with { Name = Emit("Mul", [value.Name, Number(factor)]) };
    }

    /// <summary>The other operand follows the order of the first one's channels; constants are turned here, once.</summary>
    private OnnxValue Binary(string operation, Tensor x, Tensor other)
    {
        var value = ValueOf(x);
        if (!value.ChannelsFirst)
        {
            return new OnnxValue(Emit(operation, [value.Name, LastName(other)]), ChannelsFirst: false);
        }

        var rank = x.Shape.Rank;
        var name =
            _names.ContainsKey(other) ? ConstantFirst(other, rank)
            : other.Shape.Rank == rank ? FirstName(other)
            : null;
        return name is null
            ? new OnnxValue(Emit(operation, [LastName(x), LastName(other)]), ChannelsFirst: false)
            : new OnnxValue(Emit(operation, [value.Name, name]), ChannelsFirst: true);
    }

    private OnnxValue Linear(Tensor x, Tensor weight, Tensor? bias)
    {
        if (x.Shape.Rank == 2)
        {
            string[] inputs = bias is null
                ? [LastName(x), LastName(weight)]
                : [LastName(x), LastName(weight), LastName(bias)];
            return new OnnxValue(Emit("Gemm", inputs), ChannelsFirst: false);
        }

        var product = Emit("MatMul", [LastName(x), LastName(weight)]);
        return new OnnxValue(bias is null ? product : Emit("Add", [product, LastName(bias)]), ChannelsFirst: false);
    }

    private OnnxValue MatMul(Tensor left, Tensor right, bool transposeRight)
    {
        var other = LastName(right);
        if (transposeRight)
        {
            var order = Enumerable.Range(0, right.Shape.Rank).Select(axis => (long)axis).ToArray();
            (order[^1], order[^2]) = (order[^2], order[^1]);
            other = Emit("Transpose", [other], ("perm", order));
        }

        return new OnnxValue(Emit("MatMul", [LastName(left), other]), ChannelsFirst: false);
    }

    /// <summary>Mien's [kernel..., in, out] becomes [out, in, kernel...]; a depthwise [kernel..., c] becomes [c, 1, kernel...].</summary>
    private OnnxValue Convolve(Tensor?[] inputs, ConvolutionSizes sizes, bool depthwise)
    {
        var (x, weight, bias) = (inputs[0]!, inputs[1]!, inputs[2]);
        var flat = x.Shape.Rank == 4;
        long[] Axes(Extent extent) =>
            flat ? [extent.Rows, extent.Columns] : [extent.Depth, extent.Rows, extent.Columns];
        List<string> names = [FirstName(x), Kernel(weight, depthwise)];
        if (bias is not null)
        {
            names.Add(LastName(bias));
        }

        var output = Emit(
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

    private string Kernel(Tensor weight, bool depthwise)
    {
        var rank = weight.Shape.Rank;
        int[] order = depthwise
            ? [rank - 1, .. Enumerable.Range(0, rank - 1)]
            : [rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)];
        var (sizes, values) = Turned(weight, order);
        return Constant(NameOf(weight), depthwise ? [sizes[0], 1, .. sizes[1..]] : sizes, values);
    }

    private OnnxValue BatchNorm(Tensor?[] inputs, float epsilon)
    {
        var x = inputs[0]!;
        var rank = x.Shape.Rank;
        // On rows of features the second axis already is the channels'.
        var name = rank == 2 ? LastName(x) : FirstName(x);
        string[] names = [name, .. inputs[1..].Select(input => LastName(input!))];
        return new OnnxValue(Emit("BatchNormalization", names, ("epsilon", epsilon)), ChannelsFirst: rank > 2);
    }

    private OnnxValue LayerNorm(Tensor?[] inputs, float epsilon)
    {
        string[] names = [.. inputs.Select(input => LastName(input!))];
        return new OnnxValue(
            Emit("LayerNormalization", names, ("axis", -1L), ("epsilon", epsilon)),
            ChannelsFirst: false
        );
    }

    private OnnxValue Pool(string operation, Tensor x, Window window, params (string, object)[] more)
    {
        var output = Emit(
            operation,
            [FirstName(x)],
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

    private OnnxValue Mean(Tensor x, int first, int last) => Reduce("ReduceMean", x, first, last);

    private OnnxValue Reduce(string operation, Tensor x, int first, int last)
    {
        var value = ValueOf(x);
        var rank = x.Shape.Rank;
        long[] axes = [.. Enumerable.Range(first, last - first + 1).Select(axis => (long)AxisOf(value, axis, rank))];
        var constant = Integers(axes);
        return value with { Name = Emit(operation, [value.Name, constant], ("keepdims", 1L)) };
    }

    private OnnxValue Last(string operation, Tensor x) =>
        new(Emit(operation, [LastName(x)], ("axis", -1L)), ChannelsFirst: false);

    private OnnxValue Concat(Tensor[] parts, int axis)
    {
        var value = ValueOf(parts[0]);
        string[] names = [.. parts.Select(part => value.ChannelsFirst ? FirstName(part) : LastName(part))];
        var at = (long)AxisOf(value, axis, parts[0].Shape.Rank);
        return value with { Name = Emit("Concat", names, ("axis", at)) };
    }

    private OnnxValue Slice(Tensor x, int axis, int start, int length)
    {
        var value = ValueOf(x);
        var at = AxisOf(value, axis, x.Shape.Rank);
        return value with
        {
            Name = Emit("Slice", [value.Name, Integers(start), Integers(start + length), Integers(at)]),
        };
    }

    /// <summary>The first axis goes with N; all others are fixed.</summary>
    private OnnxValue Reshape(Tensor x, Shape shape)
    {
        if (shape.Rank == 0 || shape[0] % Samples != 0)
        {
            throw new NotSupportedException($"a reshape to {shape} does not keep the samples in the first axis");
        }

        long[] sizes = [-1, .. SizesOf(shape)[1..].Select(size => (long)size)];
        return new OnnxValue(Emit("Reshape", [LastName(x), Integers(sizes)]), ChannelsFirst: false);
    }

    private OnnxValue Permute(string name, int[] order) =>
        new(Emit("Transpose", [name], ("perm", order.Select(axis => (long)axis).ToArray())), ChannelsFirst: false);

    /// <summary>softmax(q k^T / sqrt(C / heads)) v for every head, written out.</summary>
    private OnnxValue Attention(Tensor[] inputs, int heads)
    {
        var channels = inputs[0].Shape[2];
        string Split(Tensor x, params int[] order)
        {
            var apart = Emit("Reshape", [LastName(x), Integers(-1, x.Shape[1], heads, channels / heads)]);
            return Permute(apart, order).Name;
        }

        var scores = Emit("MatMul", [Split(inputs[0], 0, 2, 1, 3), Split(inputs[1], 0, 2, 3, 1)]);
        var scaled = Emit("Mul", [scores, Number((float)(1 / Math.Sqrt((double)channels / heads)))]);
        var mixed = Emit("MatMul", [Emit("Softmax", [scaled], ("axis", -1L)), Split(inputs[2], 0, 2, 1, 3)]);
        var together = Permute(mixed, [0, 2, 1, 3]).Name;
        return new OnnxValue(
            Emit("Reshape", [together, Integers(-1, inputs[0].Shape[1], channels)]),
            ChannelsFirst: false
        );
    }

    private static int AxisOf(OnnxValue value, int axis, int rank)
    {
        if (!value.ChannelsFirst || axis == 0)
        {
            return axis;
        }

        return axis == rank - 1 ? 1 : axis + 1;
    }

    private OnnxValue ValueOf(Tensor tensor) =>
        _values.TryGetValue(tensor, out var value) ? value : _values[tensor] = Keep(tensor);

    /// <summary>A parameter or constant in Mien's order. One that the run made itself holds for a single sample and spreads.</summary>
    private OnnxValue Keep(Tensor tensor)
    {
        var sizes = SizesOf(tensor.Shape);
        var values = tensor.Values.ToArray();
        if (!_names.ContainsKey(tensor) && sizes.Length > 0 && sizes[0] == Samples)
        {
            (sizes[0], values) = (1, values[..(values.Length / Samples)]);
        }

        return new OnnxValue(Constant(NameOf(tensor), sizes, values), ChannelsFirst: false);
    }

    private string LastName(Tensor tensor)
    {
        var value = ValueOf(tensor);
        return value.ChannelsFirst
            ? Turn(tensor, value, [0, .. Enumerable.Range(2, tensor.Shape.Rank - 2), 1])
            : value.Name;
    }

    private string FirstName(Tensor tensor)
    {
        var value = ValueOf(tensor);
        var rank = tensor.Shape.Rank;
        return value.ChannelsFirst ? value.Name : Turn(tensor, value, [0, rank - 1, .. Enumerable.Range(1, rank - 2)]);
    }

    private string Turn(Tensor tensor, OnnxValue value, int[] order)
    {
        var turned = Permute(value.Name, order).Name;
        _values[tensor] = new OnnxValue(turned, !value.ChannelsFirst);
        return turned;
    }

    /// <summary>A parameter that is spread over a picture of the given rank, with its channels first: [C] becomes [C, 1, 1].</summary>
    private string ConstantFirst(Tensor parameter, int rank)
    {
        var axes = parameter.Shape.Rank;
        if (axes == rank)
        {
            return FirstName(parameter);
        }

        var (sizes, values) = Turned(parameter, [axes - 1, .. Enumerable.Range(0, axes - 1)]);
        int[] spread = [sizes[0], .. Enumerable.Repeat(1, rank - 1 - axes), .. sizes[1..]];
        return Constant(NameOf(parameter) + ".first", spread, values);
    }

    private static (int[] Sizes, float[] Values) Turned(Tensor tensor, int[] order)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Recording = false };
        var turned = tape.Permute(tensor, order);
        return (SizesOf(turned.Shape), turned.Values.ToArray());
    }

    private string NameOf(Tensor tensor) => _names.TryGetValue(tensor, out var name) ? name : $"constant{_next++}";

    private string Constant(string name, int[] sizes, float[] values)
    {
        if (!_constants.Exists(constant => constant.Name == name))
        {
            _constants.Add(new OnnxTensor(name, sizes, values, null));
        }

        return name;
    }

    private string Number(float value)
    {
        var name = $"number{_next++}";
        _constants.Add(new OnnxTensor(name, [], [value], null));
        return name;
    }

    private string Integers(params long[] values)
    {
        var name = $"sizes{_next++}";
        _constants.Add(new OnnxTensor(name, [values.Length], null, values));
        return name;
    }

    private string Emit(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = new OnnxNode(operation, inputs, $"{operation.ToLowerInvariant()}{_next++}");
        foreach (var (name, value) in attributes)
        {
            node.Attributes[name] = value;
        }

        _nodes.Add(node);
        return node.Output;
    }
}
