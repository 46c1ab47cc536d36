using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Onnx;

namespace Mien.Recognition.Models;

/// <summary>
/// Models as ONNX files: the graph takes the prepared input and gives logits, and the metadata says how a motion map
/// becomes that input and what the classes are called, so that another runtime needs nothing else.
/// </summary>
public static class OnnxModelFile
{
    /// <summary>The file's ending, by which a model file of this kind is known.</summary>
    public const string Extension = ".onnx";

    /// <summary>Writes a model, whole or not at all.</summary>
    public static void Write(string path, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var shape = model.Description.Shape;
        int[] map = [shape.Height, shape.Width, shape.Channels];
        OnnxExchange.Write(
            path,
            model.Network,
            new Shape(shape.Input.IsSequence ? [shape.Frames, .. map] : map),
            ModelMetadata.Of(model.Description),
            model.Description.Version
        );
    }

    /// <summary>Reads a model that Mien exported.</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, or was not exported by Mien.</exception>
    public static Model Read(string path)
    {
        var (network, values) = OnnxExchange.Read(path);
        try
        {
            return new Model(new ModelMetadata(path, values).Describe(), network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
