using Mien.Foundation;
using Mien.Tensors.Layers;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Networks as ONNX files (opset 20), for any other runtime and back. The graph's input is called "input" and is
/// [N, H, W, C], or [N, T, H, W, C] for sequences, its output "logits" [N, classes]; N is free.
/// </summary>
public static class OnnxExchange
{
    /// <summary>Writes a network as it is in inference, whole or not at all; the same network gives the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="sample">(Frames,) rows, columns and channels of one input.</param>
    /// <param name="metadata">Free text that goes with it.</param>
    /// <param name="version">The version of the writer.</param>
    /// <exception cref="NotSupportedException">
    /// The network uses an operation that has no ONNX form here, or the file would not compute what the network does.
    /// </exception>
    public static void Write(
        string path,
        Module network,
        Shape sample,
        IReadOnlyDictionary<string, string> metadata,
        string version
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        var graph = OnnxExporter.Export(network, sample, metadata);
        OnnxCheck.Require(network, graph, sample);
        OnnxWriter.Write(path, graph, version);
    }

    /// <summary>Reads a network that <see cref="Write"/> wrote.</summary>
    /// <returns>The network, which the caller disposes, and its metadata.</returns>
    /// <exception cref="InputFaultException">The file is missing, damaged, or uses what Mien does not write.</exception>
    public static (Module Network, IReadOnlyDictionary<string, string> Metadata) Read(string path)
    {
        var graph = OnnxReader.Read(path);
        return (OnnxNetwork.Of(graph, path), graph.Metadata);
    }
}
