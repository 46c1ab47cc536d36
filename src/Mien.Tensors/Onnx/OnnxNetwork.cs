using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Onnx;

/// <summary>
/// A network that was read from an ONNX file, to be run. Pictures stay in memory as Mien has them, channels last; where
/// the graph turns them to channels first, only that fact is noted, so turning costs nothing.
/// </summary>
internal sealed class OnnxNetwork : Module
{
    private readonly OnnxGraph _graph;
    private readonly string _path;
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _integers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tensor> _kernels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Held> _values = new(StringComparer.Ordinal);

    private OnnxNetwork(OnnxGraph graph, string path) => (_graph, _path) = (graph, path);

    /// <summary>Builds the network of a graph.</summary>
    /// <exception cref="InputFaultException">The graph has constants or convolutions that Mien cannot take.</exception>
    public static OnnxNetwork Of(OnnxGraph graph, string path)
    {
        var network = new OnnxNetwork(graph, path);
        try
        {
            network.TakeConstants();
            network.TakeKernels();
            return network;
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            network.Dispose();
            throw network.Fault($"a constant cannot be taken ({fault.Message})");
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private void TakeConstants()
    {
        foreach (var constant in _graph.Constants)
        {
            if (constant.Integers is { } integers)
            {
                _integers[constant.Name] = integers;
            }
            else
            {
                _constants[constant.Name] = State(constant.Name, new Shape(constant.Sizes));
                constant.Floats.CopyTo(_constants[constant.Name].Values);
            }
        }
    }

    private void TakeKernels()
    {
        foreach (var node in _graph.Nodes.Where(node => node.Operation == "Conv"))
        {
            if (node.Inputs.Length < 2 || !_kernels.ContainsKey(node.Inputs[1]))
            {
                AddKernel(node);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InputFaultException">The graph is not consistent in itself, or with the input.</exception>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        _values.Clear();
        _values[OnnxGraph.InputName] = new Held(x, ChannelsFirst: false);
        foreach (var node in _graph.Nodes)
        {
            _values[node.Output] = RunGuarded(tape, node);
        }

        return Last(tape, OnnxGraph.OutputName);
    }

    // What does not fit in a damaged or foreign file shows when it is run.
    private Held RunGuarded(Tape tape, OnnxNode node)
    {
        try
        {
            return Run(tape, node);
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            throw Fault($"{node.Operation} {node.Output} does not fit its inputs ({fault.Message})");
        }
    }

    private static bool IsOfTheFile(Exception fault) =>
        fault is ArgumentException or InvalidCastException or IndexOutOfRangeException or ArithmeticException;

    private Held Run(Tape tape, OnnxNode node) =>
        node.Operation switch
        {
            "Identity" => Value(node, 0),
            "Relu" => Alike(node, tape.Relu),
            "Sigmoid" => Alike(node, tape.Sigmoid),
            "Tanh" => Alike(node, tape.Tanh),
            "HardSwish" => Alike(node, tape.HardSwish),
            "Gelu" => Alike(node, tape.Gelu),
            "Sqrt" => Alike(node, tape.Sqrt),
            "Log" => Alike(node, tape.Log),
            "Reciprocal" => Alike(node, tape.Reciprocal),
            "LeakyRelu" => Alike(node, x => tape.LeakyRelu(x, node.Real("alpha", 0.01f))),
            "Add" => Binary(tape, node, tape.Add),
            "Mul" => Binary(tape, node, tape.Multiply),
            "Gemm" => new Held(tape.Linear(Last(tape, node, 0), Last(tape, node, 1), Optional(tape, node, 2)), false),
            "MatMul" => MatMul(tape, node),
            "Conv" => Convolve(tape, node),
            "BatchNormalization" => BatchNorm(tape, node),
            "LayerNormalization" => new Held(
                tape.LayerNorm(
                    Last(tape, node, 0),
                    Last(tape, node, 1),
                    Last(tape, node, 2),
                    node.Real("epsilon", 1e-5f)
                ),
                false
            ),
            "MaxPool" => Pool(node, tape.MaxPool),
            "AveragePool" => Pool(node, tape.AveragePool),
            "ReduceMean" => Reduce(node, tape.Mean),
            "ReduceMax" => Reduce(node, (x, axis) => LargestOver(tape, x, axis)),
            "Softmax" => new Held(tape.Softmax(Last(tape, node, 0)), false),
            "LogSoftmax" => new Held(tape.LogSoftmax(Last(tape, node, 0)), false),
            "Concat" => Concat(tape, node),
            "Slice" => Slice(tape, node),
            "Reshape" => new Held(tape.Reshape(Last(tape, node, 0), SizesOf(node, Last(tape, node, 0))), false),
            "Transpose" => Transpose(tape, node),
            "GridSample" => GridSample(tape, node),
            _ => throw Fault($"it uses the operation {node.Operation}"),
        };

    private Held Alike(OnnxNode node, Func<Tensor, Tensor> operation)
    {
        var value = Value(node, 0);
        return value with { Tensor = operation(value.Tensor) };
    }

    private Held Binary(Tape tape, OnnxNode node, Func<Tensor, Tensor, Tensor> operation)
    {
        var (x, other) = (Value(node, 0), Value(node, 1));
        if (other.Tensor.Length > x.Tensor.Length)
        {
            // Both operations commute, and ONNX spreads the first operand as well as the second.
            (x, other) = (other, x);
        }

        if (x.ChannelsFirst && !other.ChannelsFirst && other.Tensor.Length > 1)
        {
            // A constant that was written with its channels first, to be spread over a picture.
            var full = WithRank(tape, other.Tensor, x.Tensor.Shape.Rank);
            return new Held(operation(x.Tensor, tape.Permute(full, ToLast(full.Shape.Rank))), true);
        }

        return new Held(operation(x.Tensor, other.Tensor), x.ChannelsFirst);
    }

    private Held MatMul(Tape tape, OnnxNode node)
    {
        var (left, right) = (Last(tape, node, 0), Last(tape, node, 1));
        return new Held(
            right.Shape.Rank == 2 && left.Shape.Rank != 2 ? tape.Linear(left, right) : tape.MatMul(left, right),
            false
        );
    }

    private Held Convolve(Tape tape, OnnxNode node)
    {
        var x = First(tape, node, 0);
        var kernel = _kernels[node.Inputs[1]];
        var bias = Optional(tape, node, 2);
        var axes = x.Shape.Rank - 2;
        var (pads, strides) = (node.Integers("pads", new long[2 * axes]), node.Integers("strides", 1, 1, 1));
        var how = new Convolution
        {
            Stride = (int)strides[axes - 1],
            Dilation = (int)node.Integers("dilations", 1, 1, 1)[axes - 1],
            Padding = new Padding(
                (int)pads[axes - 2],
                (int)pads[axes - 1],
                (int)pads[(2 * axes) - 2],
                (int)pads[(2 * axes) - 1]
            ),
        };
        var y =
            axes == 3 ? tape.Convolve3D(x, kernel, bias, how, (int)strides[0], (int)pads[0])
            : node.Integer("group", 1) > 1 ? tape.ConvolveDepthwise(x, kernel, bias, how)
            : tape.Convolve(x, kernel, bias, how);
        return new Held(y, true);
    }

    private Held BatchNorm(Tape tape, OnnxNode node)
    {
        var value = Value(node, 0);
        var x = value.Tensor.Shape.Rank == 2 ? value.Tensor : First(tape, node, 0);
        var y = tape.BatchNorm(
            x,
            Last(tape, node, 1),
            Last(tape, node, 2),
            Last(tape, node, 3),
            Last(tape, node, 4),
            node.Real("epsilon", 1e-5f)
        );
        return new Held(y, x.Shape.Rank > 2);
    }

    private Held Pool(OnnxNode node, Func<Tensor, int, int, Convolution?, Tensor> operation)
    {
        var value = Value(node, 0);
        var (kernel, pads) = (node.Integers("kernel_shape"), node.Integers("pads", 0, 0, 0, 0));
        var how = new Convolution
        {
            Stride = (int)node.Integers("strides", 1, 1)[0],
            Dilation = (int)node.Integers("dilations", 1, 1)[0],
            Padding = new Padding((int)pads[0], (int)pads[1], (int)pads[2], (int)pads[3]),
        };
        return value.ChannelsFirst
            ? new Held(operation(value.Tensor, (int)kernel[0], (int)kernel[1], how), true)
            : throw Fault("it pools a value that is no picture");
    }

    private Held Reduce(OnnxNode node, Func<Tensor, int, Tensor> operation)
    {
        var value = Value(node, 0);
        var x = value.Tensor;
        foreach (var axis in IntegersOf(node, 1))
        {
            x = operation(x, AxisOf(value, axis));
        }

        return value with
        {
            Tensor = x,
        };
    }

    private Tensor LargestOver(Tape tape, Tensor x, int axis) =>
        axis == x.Shape.Rank - 1
            ? tape.ChannelMax(x)
            : throw Fault("it takes a maximum over an axis other than the channels");

    private Held Concat(Tape tape, OnnxNode node)
    {
        var first = Value(node, 0);
        var parts = Enumerable
            .Range(0, node.Inputs.Length)
            .Select(i => first.ChannelsFirst ? First(tape, node, i) : Last(tape, node, i))
            .ToArray();
        return first with { Tensor = tape.Concat(AxisOf(first, node.Integer("axis", 0)), parts) };
    }

    private Held Slice(Tape tape, OnnxNode node)
    {
        var value = Value(node, 0);
        var (start, end, axis) = (IntegersOf(node, 1)[0], IntegersOf(node, 2)[0], IntegersOf(node, 3)[0]);
        return value with { Tensor = tape.Slice(value.Tensor, AxisOf(value, axis), (int)start, (int)(end - start)) };
    }

    private Held Transpose(Tape tape, OnnxNode node)
    {
        var value = Value(node, 0);
        int[] order = [.. node.Integers("perm").Select(axis => (int)axis)];
        var rank = value.Tensor.Shape.Rank;
        if (rank >= 4 && order.SequenceEqual(value.ChannelsFirst ? ToLast(rank) : ToFirst(rank)))
        {
            return value with { ChannelsFirst = !value.ChannelsFirst };
        }

        return new Held(tape.Permute(Last(tape, node, 0), order), false);
    }

    /// <summary>ONNX counts places from -1 at the centre of the first pixel to 1 at that of the last.</summary>
    private Held GridSample(Tape tape, OnnxNode node)
    {
        if (
            node.Integer("align_corners", 0) != 1
            || node.Text("mode", "linear") != "linear"
            || node.Text("padding_mode", "zeros") != "border"
        )
        {
            throw Fault("it samples in another way than linear, with aligned corners and repeated borders");
        }

        var x = First(tape, node, 0);
        var ones = tape.Constant(new Shape(2), [1, 1]);
        var halves = tape.Constant(new Shape(2), [(x.Shape[2] - 1) / 2f, (x.Shape[1] - 1) / 2f]);
        return new Held(tape.GridSample(x, tape.Multiply(tape.Add(Last(tape, node, 1), ones), halves)), true);
    }

    /// <summary>Sizes of a reshape; -1 takes what is left.</summary>
    private Shape SizesOf(OnnxNode node, Tensor x)
    {
        var sizes = IntegersOf(node, 1).ToArray();
        var known = sizes.Where(size => size > 0).Aggregate(1L, (product, size) => product * size);
        var free = Array.IndexOf(sizes, -1);
        if (free >= 0)
        {
            sizes[free] = x.Length / Math.Max(1, known);
        }

        return new Shape([.. sizes.Select(size => (int)size)]);
    }

    /// <summary>From [out, in, kernel...] to Mien's [kernel..., in, out], or from [c, 1, kernel...] to [kernel..., c].</summary>
    private void AddKernel(OnnxNode node)
    {
        if (node.Inputs.Length < 2 || !_constants.TryGetValue(node.Inputs[1], out var kernel) || kernel.Shape.Rank < 4)
        {
            throw Fault("a convolution has no constant kernel");
        }

        var (rank, group) = (kernel.Shape.Rank, node.Integer("group", 1));
        if (group != 1 && (group != kernel.Shape[0] || kernel.Shape[1] != 1))
        {
            throw Fault("a convolution has groups of several channels");
        }

        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Recording = false };
        var turned = tape.Permute(kernel, [.. Enumerable.Range(2, rank - 2), 1, 0]);
        var sizes = turned.Shape.ToArray();
        var shape = group == 1 ? turned.Shape : new Shape([.. sizes[..(rank - 2)], sizes[rank - 1]]);
        var state = State(node.Inputs[1] + ".kernel", shape);
        turned.Values.CopyTo(state.Values);
        _kernels.Add(node.Inputs[1], state);
    }

    private Held Value(OnnxNode node, int input) =>
        input < node.Inputs.Length && _values.TryGetValue(node.Inputs[input], out var value) ? value
        : input < node.Inputs.Length && _constants.TryGetValue(node.Inputs[input], out var constant)
            ? new Held(constant, false)
        : throw Fault($"input {input} of {node.Operation} {node.Output} is missing");

    private Tensor Last(Tape tape, string name) =>
        Last(tape, _values.TryGetValue(name, out var value) ? value : throw Fault($"it has no {name}"));

    private Tensor Last(Tape tape, OnnxNode node, int input) => Last(tape, Value(node, input));

    /// <summary>The numbers in the order that the graph says, really moved when that is channels first.</summary>
    private static Tensor Last(Tape tape, Held value) =>
        value.ChannelsFirst ? tape.Permute(value.Tensor, ToFirst(value.Tensor.Shape.Rank)) : value.Tensor;

    /// <summary>A picture that the graph has channels first, in Mien's order.</summary>
    private Tensor First(Tape tape, OnnxNode node, int input)
    {
        var value = Value(node, input);
        return value.ChannelsFirst ? value.Tensor : tape.Permute(value.Tensor, ToLast(value.Tensor.Shape.Rank));
    }

    private Tensor? Optional(Tape tape, OnnxNode node, int input) =>
        input < node.Inputs.Length && node.Inputs[input].Length > 0 ? Last(tape, node, input) : null;

    private long[] IntegersOf(OnnxNode node, int input) =>
        input < node.Inputs.Length && _integers.TryGetValue(node.Inputs[input], out var values) && values.Length > 0
            ? values
            : throw Fault($"input {input} of {node.Operation} {node.Output} is no constant");

    private static Tensor WithRank(Tape tape, Tensor x, int rank) =>
        tape.Reshape(x, new Shape([.. Enumerable.Repeat(1, rank - x.Shape.Rank), .. x.Shape.ToArray()]));

    private static int AxisOf(Held value, long axis)
    {
        var rank = value.Tensor.Shape.Rank;
        var at = (int)(axis < 0 ? axis + rank : axis);
        if (!value.ChannelsFirst || at == 0)
        {
            return at;
        }

        return at == 1 ? rank - 1 : at - 1;
    }

    private static int[] ToFirst(int rank) => [0, rank - 1, .. Enumerable.Range(1, rank - 2)];

    private static int[] ToLast(int rank) => [0, .. Enumerable.Range(2, rank - 2), 1];

    private InputFaultException Fault(string what) =>
        new($"{_path} is no ONNX network that Mien can run: {what}; it runs what 'mien export' writes.");

    /// <summary>A tensor, channels last in memory, and whether the graph has it channels first.</summary>
    private readonly record struct Held(Tensor Tensor, bool ChannelsFirst);
}
