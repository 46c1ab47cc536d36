using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Models;

/// <summary>
/// Models on disk: safetensors with the description in its metadata and a hash over the weights. The file holds numbers
/// and text only; nothing in it is ever run. The same model gives the same bytes.
/// </summary>
public static class ModelFile
{
    /// <summary>Writes a model, whole or not at all.</summary>
    public static void Write(string path, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var tensors = TensorsOf(model.Network).ToArray();
        var metadata = ModelMetadata.Of(model.Description);
        metadata["hash"] = HashOf(tensors);
        SafeTensors.Write(path, tensors, metadata);
    }

    /// <summary>SHA-256 over the weights, in the order in which the file holds them.</summary>
    public static string HashOf(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return HashOf(TensorsOf(model.Network));
    }

    /// <summary>Reads a model; a file that ends in .onnx is read by <see cref="OnnxModelFile"/>.</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, of another make, or does not fit its network.</exception>
    public static Model Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(OnnxModelFile.Extension, StringComparison.OrdinalIgnoreCase)
            ? OnnxModelFile.Read(path)
            : ReadSafeTensors(path);
    }

    private static Model ReadSafeTensors(string path)
    {
        using var file = SafeTensors.Read(path);
        var metadata = new ModelMetadata(path, file.Metadata);
        var description = metadata.Describe();
        var network = ModelNetwork.Create(description, new RandomStream(0));
        try
        {
            file.CopyTo([.. TensorsOf(network)]);
            metadata.Require("hash", HashOf(TensorsOf(network)));
            return new Model(description, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static IEnumerable<(string Name, Tensor Value)> TensorsOf(Module network) =>
        network.Parameters.Select(parameter => (parameter.Name, parameter.Value)).Concat(network.States);

    private static string HashOf(IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in tensors)
        {
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
