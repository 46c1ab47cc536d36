using System.Runtime.InteropServices;
using Mien.Foundation;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Reads the ONNX files that <see cref="OnnxWriter"/> writes, and trusts none: every size is checked before it is used.
/// The numbers of the fields are those of onnx.proto.
/// </summary>
internal static class OnnxReader
{
    private const long MaximumBytes = 1L << 30;
    private const int MaximumElements = 1 << 28;

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

        var width = kind == OnnxTensor.Float32 ? sizeof(float) : sizeof(long);
        if (kind is not (OnnxTensor.Float32 or OnnxTensor.Int64) || raw.Length != length * width)
        {
            throw reader.Fault($"the constant {name} is no float32 or int64 of its size");
        }

        int[] axes = [.. sizes.Select(size => (int)size)];
        return kind == OnnxTensor.Float32
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
