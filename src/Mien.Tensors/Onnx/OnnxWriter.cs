using System.Runtime.InteropServices;
using Mien.Foundation;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Writes ONNX files (IR version 9, opset 20) that any runtime reads. The numbers of the fields are those of onnx.proto.
/// </summary>
internal static class OnnxWriter
{
    private const int IrVersion = 9;
    private const int Opset = 20;

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

        writer.Integer(2, tensor.Floats is null ? OnnxTensor.Int64 : OnnxTensor.Float32);
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
                        tensor.Integer(1, OnnxTensor.Float32);
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
}
