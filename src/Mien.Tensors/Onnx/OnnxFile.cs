using System.Runtime.InteropServices;
using Mien.Foundation;

namespace Mien.Tensors.Onnx;

/// <summary>
/// ONNX files on disk (IR version 9, opset 20), the fields by their numbers in onnx.proto. What Mien writes any runtime
/// reads; Mien reads back the operations that it writes.
/// </summary>
internal static class OnnxFile
{
    private const int IrVersion = 9;
    private const int Opset = 20;
    private const int Float = 1;
    private const int Int64 = 7;
    private const long MaximumBytes = 1L << 30;
    private const int MaximumElements = 1 << 28;

    /// <summary>Writes a graph, whole or not at all; the same graph gives the same bytes.</summary>
    public static void Write(string path, OnnxGraph graph, string producerVersion)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "Mien");
        model.Text(3, producerVersion);
        model.Message(7, writer => WriteGraph(writer, graph));
        model.Message(8, writer => writer.Integer(2, Opset));
        foreach (var (key, value) in graph.Metadata)
        {
            model.Message(14, writer => WriteProperty(writer, key, value));
        }

        AtomicFile.Write(path, stream => stream.Write(model.ToArray()));
    }

    /// <summary>Reads a graph with one input and one output.</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, or uses what Mien does not know.</exception>
    public static OnnxGraph Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        if (file.Length > MaximumBytes)
        {
            throw new InputFaultException(
                $"{path} has {file.Length} bytes, more than a network of Mien's has: check the path."
            );
        }

        return ReadModel(new ProtobufReader(File.ReadAllBytes(path), path));
    }

    private static void WriteProperty(ProtobufWriter writer, string key, string value)
    {
        writer.Text(1, key);
        writer.Text(2, value);
    }

    private static void WriteGraph(ProtobufWriter writer, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            writer.Message(1, inner => WriteNode(inner, node));
        }

        writer.Text(2, "mien");
        foreach (var constant in graph.Constants)
        {
            writer.Message(5, inner => WriteTensor(inner, constant));
        }

        writer.Message(11, inner => WriteValue(inner, OnnxGraph.InputName, graph.InputSizes));
        writer.Message(12, inner => WriteValue(inner, OnnxGraph.OutputName, graph.OutputSizes));
    }

    private static void WriteNode(ProtobufWriter writer, OnnxNode node)
    {
        foreach (var input in node.Inputs)
        {
            writer.Text(1, input);
        }

        writer.Text(2, node.Output);
        writer.Text(3, node.Output);
        writer.Text(4, node.Operation);
        foreach (var (name, value) in node.Attributes)
        {
            writer.Message(5, inner => WriteAttribute(inner, name, value));
        }
    }

    private static void WriteAttribute(ProtobufWriter writer, string name, object value)
    {
        writer.Text(1, name);
        switch (value)
        {
            case float real:
                writer.Real(2, real);
                writer.Integer(20, 1);
                break;
            case long integer:
                writer.Integer(3, integer);
                writer.Integer(20, 2);
                break;
            case string text:
                writer.Text(4, text);
                writer.Integer(20, 3);
                break;
            case long[] integers:
                foreach (var integer in integers)
                {
                    writer.Integer(8, integer);
                }

                writer.Integer(20, 7);
                break;
            default:
                throw new ArgumentException($"an attribute cannot be a {value.GetType()}", nameof(value));
        }
    }

    private static void WriteTensor(ProtobufWriter writer, OnnxTensor tensor)
    {
        foreach (var size in tensor.Sizes)
        {
            writer.Integer(1, size);
        }

        writer.Integer(2, tensor.Floats is null ? Int64 : Float);
        writer.Text(8, tensor.Name);
        writer.Bytes(
            9,
            tensor.Floats is { } floats
                ? MemoryMarshal.AsBytes<float>(floats)
                : MemoryMarshal.AsBytes<long>(tensor.Integers)
        );
    }

    /// <summary>Name and type of an input or output; the first axis is the free batch.</summary>
    private static void WriteValue(ProtobufWriter writer, string name, int[] sizes)
    {
        writer.Text(1, name);
        writer.Message(
            2,
            type =>
                type.Message(
                    1,
                    tensor =>
                    {
                        tensor.Integer(1, Float);
                        tensor.Message(2, shape => WriteSizes(shape, sizes));
                    }
                )
        );
    }

    private static void WriteSizes(ProtobufWriter writer, int[] sizes)
    {
        writer.Message(1, batch => batch.Text(2, "N"));
        foreach (var size in sizes[1..])
        {
            writer.Message(1, axis => axis.Integer(1, size));
        }
    }

    private static OnnxGraph ReadModel(ProtobufReader reader)
    {
        OnnxGraph? graph = null;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7:
                    graph = ReadGraph(reader.Message());
                    break;
                case 14:
                    ReadProperty(reader.Message(), metadata);
                    break;
            }
        }

        return graph is null ? throw reader.Fault("it has no graph") : graph with { Metadata = metadata };
    }

    private static void ReadProperty(ProtobufReader reader, Dictionary<string, string> metadata)
    {
        var (key, value) = ("", "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text();
                    break;
                case 2:
                    value = reader.Text();
                    break;
            }
        }

        metadata[key] = value;
    }

    private static OnnxGraph ReadGraph(ProtobufReader reader)
    {
        int[]? input = null;
        int[]? output = null;
        var (constants, nodes) = (new List<OnnxTensor>(), new List<OnnxNode>());
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    nodes.Add(ReadNode(reader.Message()));
                    break;
                case 5:
                    constants.Add(ReadTensor(reader.Message()));
                    break;
                case 11:
                    input = ReadValue(reader.Message(), OnnxGraph.InputName);
                    break;
                case 12:
                    output = ReadValue(reader.Message(), OnnxGraph.OutputName);
                    break;
            }
        }

        return new OnnxGraph
        {
            InputSizes = input ?? throw reader.Fault("it has no input"),
            OutputSizes = output ?? throw reader.Fault("it has no output"),
            Constants = constants,
            Nodes = nodes,
        };
    }

    private static OnnxNode ReadNode(ProtobufReader reader)
    {
        var (inputs, outputs, operation) = (new List<string>(), new List<string>(), "");
        var attributes = new SortedDictionary<string, object>(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    inputs.Add(reader.Text());
                    break;
                case 2:
                    outputs.Add(reader.Text());
                    break;
                case 4:
                    operation = reader.Text();
                    break;
                case 5:
                    ReadAttribute(reader.Message(), attributes);
                    break;
            }
        }

        return outputs.Count == 1
            ? new OnnxNode(operation, [.. inputs], outputs[0]) { Attributes = attributes }
            : throw reader.Fault($"its operation {operation} has {outputs.Count} outputs");
    }

    private static void ReadAttribute(ProtobufReader reader, SortedDictionary<string, object> attributes)
    {
        var (name, integers) = ("", new List<long>());
        object? value = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = reader.Text();
                    break;
                case 2:
                    value = reader.Real();
                    break;
                case 3:
                    value = reader.Integer();
                    break;
                case 4:
                    value = reader.Text();
                    break;
                case 8:
                    reader.AddIntegers(integers);
                    break;
            }
        }

        attributes[name] = value ?? integers.ToArray();
    }

    private static OnnxTensor ReadTensor(ProtobufReader reader)
    {
        var (sizes, kind, name, raw) = (new List<long>(), 0L, "", Array.Empty<byte>());
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.AddIntegers(sizes);
                    break;
                case 2:
                    kind = reader.Integer();
                    break;
                case 8:
                    name = reader.Text();
                    break;
                case 9:
                    raw = reader.Bytes().ToArray();
                    break;
            }
        }

        var length = 1L;
        foreach (var size in sizes)
        {
            length = size is >= 0 and <= MaximumElements
                ? length * size
                : throw reader.Fault($"the constant {name} has a size of {size}");
            if (length > MaximumElements)
            {
                throw reader.Fault($"the constant {name} is too large");
            }
        }

        var width = kind == Float ? sizeof(float) : sizeof(long);
        if (kind is not (Float or Int64) || raw.Length != length * width)
        {
            throw reader.Fault($"the constant {name} is no float32 or int64 of its size");
        }

        int[] axes = [.. sizes.Select(size => (int)size)];
        return kind == Float
            ? new OnnxTensor(name, axes, MemoryMarshal.Cast<byte, float>(raw).ToArray(), null)
            : new OnnxTensor(name, axes, null, MemoryMarshal.Cast<byte, long>(raw).ToArray());
    }

    private static int[] ReadValue(ProtobufReader reader, string expected)
    {
        var sizes = Array.Empty<int>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when reader.Text() is var name && name != expected:
                    throw reader.Fault($"its input or output is called '{name}', not '{expected}'");
                case 2:
                    sizes = ReadType(reader.Message());
                    break;
            }
        }

        return sizes;
    }

    private static int[] ReadType(ProtobufReader reader)
    {
        var sizes = new List<int>();
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var tensor = reader.Message();
                while (tensor.Next())
                {
                    if (tensor.Field == 2)
                    {
                        ReadSizes(tensor.Message(), sizes);
                    }
                }
            }
        }

        return [.. sizes];
    }

    /// <summary>A named axis (the batch) reads as 0.</summary>
    private static void ReadSizes(ProtobufReader reader, List<int> sizes)
    {
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var axis = reader.Message();
                var size = 0L;
                while (axis.Next())
                {
                    if (axis.Field == 1)
                    {
                        size = axis.Integer();
                    }
                }

                sizes.Add(
                    size is >= 0 and <= MaximumElements
                        ? (int)size
                        : throw reader.Fault($"an axis has a size of {size}")
                );
            }
        }
    }
}
