using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Onnx;

/// <summary>
/// A graph as it grows: its operations and constants, and for each tensor of the run the value that stands for it, in
/// whichever order of axes its last operation left it.
/// </summary>
internal sealed class OnnxGraphBuilder
{
    /// <summary>
    /// Samples of the run that is written down; a size that is a multiple of it goes with N. A number that few other sizes are.
    /// </summary>
    public const int Samples = 5;

    private readonly Dictionary<Tensor, OnnxValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxNode> _nodes = [];
    private int _next;

    /// <summary>Begins the graph of a network, whose parameters and states keep their names.</summary>
    public OnnxGraphBuilder(Module network)
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

    /// <summary>The graph from the input to the output, without metadata.</summary>
    public OnnxGraph Build(Tensor input, Tensor output)
    {
        _nodes.Add(new OnnxNode("Identity", [LastName(output)], OnnxGraph.OutputName));
        return new OnnxGraph
        {
            InputSizes = input.Shape.ToArray(),
            OutputSizes = output.Shape.ToArray(),
            Constants = _constants,
            Nodes = _nodes,
        };
    }

    /// <summary>Says which value stands for a tensor.</summary>
    public void Set(Tensor tensor, OnnxValue value) => _values[tensor] = value;

    /// <summary>True for a parameter or state of the network.</summary>
    public bool IsNamed(Tensor tensor) => _names.ContainsKey(tensor);

    /// <summary>The value that stands for a tensor; one that no operation made is kept as a constant.</summary>
    /// <exception cref="NotSupportedException">An operation made it that nothing was heard of.</exception>
    public OnnxValue ValueOf(Tensor tensor)
    {
        if (_values.TryGetValue(tensor, out var value))
        {
            return value;
        }

        return tensor.Owner is null
            ? _values[tensor] = Keep(tensor)
            : throw new NotSupportedException(
                $"an operation without an ONNX form made a tensor of shape {tensor.Shape}"
            );
    }

    /// <summary>
    /// A parameter or constant in Mien's order. One that the run made itself, alike for all samples, is kept for a single one
    /// and spreads.
    /// </summary>
    public OnnxValue Keep(Tensor tensor)
    {
        var sizes = tensor.Shape.ToArray();
        var values = tensor.Values.ToArray();
        if (!IsNamed(tensor) && sizes.Length > 0 && sizes[0] == Samples && AreAlike(values))
        {
            (sizes[0], values) = (1, values[..(values.Length / Samples)]);
        }

        return new OnnxValue(Constant(NameOf(tensor), sizes, values), ChannelsFirst: false);
    }

    private static bool AreAlike(float[] values)
    {
        var each = values.Length / Samples;
        return values.AsSpan(each).SequenceEqual(values.AsSpan(0, values.Length - each));
    }

    /// <summary>The value of a tensor with its channels last, turned when it is not.</summary>
    public string LastName(Tensor tensor)
    {
        var value = ValueOf(tensor);
        return value.ChannelsFirst
            ? Turn(tensor, value, [0, .. Enumerable.Range(2, tensor.Shape.Rank - 2), 1])
            : value.Name;
    }

    /// <summary>The value of a tensor with its channels first, turned when it is not.</summary>
    public string FirstName(Tensor tensor)
    {
        var value = ValueOf(tensor);
        var rank = tensor.Shape.Rank;
        return value.ChannelsFirst ? value.Name : Turn(tensor, value, [0, rank - 1, .. Enumerable.Range(1, rank - 2)]);
    }

    /// <summary>A parameter that is spread over a picture of the given rank, with its channels first: [C] becomes [C, 1, 1].</summary>
    public string ConstantFirst(Tensor parameter, int rank)
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

    /// <summary>Mien's [kernel..., in, out] becomes [out, in, kernel...]; a depthwise [kernel..., c] becomes [c, 1, kernel...].</summary>
    public string Kernel(Tensor weight, bool depthwise)
    {
        var rank = weight.Shape.Rank;
        int[] order = depthwise
            ? [rank - 1, .. Enumerable.Range(0, rank - 1)]
            : [rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)];
        var (sizes, values) = Turned(weight, order);
        return Constant(NameOf(weight), depthwise ? [sizes[0], 1, .. sizes[1..]] : sizes, values);
    }

    /// <summary>A new constant of one number.</summary>
    public string Number(float value) => Numbers([], value);

    /// <summary>A new constant.</summary>
    public string Numbers(int[] sizes, params float[] values)
    {
        var name = $"number{_next++}";
        _constants.Add(new OnnxTensor(name, sizes, values, null));
        return name;
    }

    /// <summary>A new constant of integers, such as sizes or axes.</summary>
    public string Integers(params long[] values)
    {
        var name = $"sizes{_next++}";
        _constants.Add(new OnnxTensor(name, [values.Length], null, values));
        return name;
    }

    /// <summary>A value with its axes in another order.</summary>
    public string Transpose(string name, int[] order) =>
        Emit("Transpose", [name], ("perm", order.Select(axis => (long)axis).ToArray()));

    /// <summary>Adds an operation.</summary>
    /// <returns>The name of its output.</returns>
    public string Emit(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = new OnnxNode(operation, inputs, $"{operation.ToLowerInvariant()}{_next++}");
        foreach (var (name, value) in attributes)
        {
            node.Attributes[name] = value;
        }

        _nodes.Add(node);
        return node.Output;
    }

    private string Turn(Tensor tensor, OnnxValue value, int[] order)
    {
        var turned = Transpose(value.Name, order);
        _values[tensor] = new OnnxValue(turned, !value.ChannelsFirst);
        return turned;
    }

    private static (int[] Sizes, float[] Values) Turned(Tensor tensor, int[] order)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Recording = false };
        var turned = tape.Permute(tensor, order);
        return (turned.Shape.ToArray(), turned.Values.ToArray());
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
}
