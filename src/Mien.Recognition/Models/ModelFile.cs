using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;
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
    private const string Format = "mien-model-1";

    /// <summary>Writes a model, whole or not at all.</summary>
    public static void Write(string path, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var tensors = TensorsOf(model.Network).ToArray();
        SafeTensors.Write(path, tensors, Describe(model.Description, HashOf(tensors)));
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, of another make, or does not fit its network.</exception>
    public static Model Read(string path)
    {
        using var file = SafeTensors.Read(path);
        var metadata = new ModelMetadata(path, file.Metadata);
        metadata.Require("format", Format);
        var description = Describe(metadata);
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

    private static SortedDictionary<string, string> Describe(ModelDescription model, string hash) =>
        new(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["network"] = model.Network,
            ["shape"] = $"{model.Shape.Height}x{model.Shape.Width}x{model.Shape.Channels}",
            ["classes"] = JsonSerializer.Serialize([.. model.Classes], ModelJson.Default.StringArray),
            ["input"] = model.Recipe.Input,
            ["recipe"] = RecipeFile.Print(model.Recipe),
            ["trainingData"] = model.TrainingData,
            ["dataHash"] = model.DataHash,
            ["members"] = model.Members.ToString(CultureInfo.InvariantCulture),
            ["unitThresholds"] = string.Join(
                ' ',
                model.UnitThresholds.Select(threshold => threshold.ToString("R", CultureInfo.InvariantCulture))
            ),
            ["seed"] = model.Seed.ToString(CultureInfo.InvariantCulture),
            ["version"] = model.Version,
            ["hash"] = hash,
        };

    private static ModelDescription Describe(ModelMetadata metadata)
    {
        var classes = metadata.Classes("classes");
        var (height, width, channels) = metadata.Size("shape");
        return new ModelDescription
        {
            Network = metadata["network"],
            Shape = new NetworkShape(height, width, channels, classes.Length),
            Classes = classes,
            Recipe = RecipeFile.Parse(metadata["recipe"], metadata.Path),
            TrainingData = metadata["trainingData"],
            DataHash = metadata["dataHash"],
            Members = metadata.Members("members"),
            UnitThresholds = metadata.Thresholds("unitThresholds"),
            Seed = metadata.Number("seed"),
            Version = metadata["version"],
        };
    }
}
