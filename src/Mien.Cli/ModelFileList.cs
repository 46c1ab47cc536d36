using System.Globalization;
using Mien.Foundation;
using Mien.Recognition.Models;

namespace Mien.Cli;

/// <summary>The model files of a folder as a list: what each answers, how large it is, and what it was trained on.</summary>
internal static class ModelFileList
{
    /// <summary>The folder in which Mien brings its own models, beside the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Lists a folder; a file that is no model is named with the reason.</summary>
    /// <exception cref="InputFaultException">There is no such folder.</exception>
    public static void Write(TextWriter output, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputFaultException($"{folder} is no folder: name one with model files.");
        }

        var files = Directory.EnumerateFiles(folder).Where(IsModel).Order(StringComparer.Ordinal).ToArray();
        output.WriteLine($"Model files in {folder}{(files.Length == 0 ? ": none" : "")}");
        foreach (var file in files)
        {
            output.WriteLine($"  {file}");
            foreach (var line in Lines(file))
            {
                output.WriteLine($"      {Plain(line)}");
            }
        }
    }

    private static bool IsModel(string file) => Path.GetExtension(file).ToLowerInvariant() is ".safetensors" or ".onnx";

    /// <summary>Without what would steer a terminal: files come from anywhere.</summary>
    private static string Plain(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));

    private static IEnumerable<string> Lines(string file)
    {
        try
        {
            using var model = ModelFile.Read(file);
            var about = model.Description;
            var weights = model.Network.Parameters.Sum(parameter => (long)parameter.Value.Length);
            return
            [
                $"classes: {string.Join(", ", about.Classes)}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"size: {about.Network} for maps of {about.Shape.Input}, {weights:#,0} weights, {new FileInfo(file).Length / 1024.0:#,0} KiB"
                ),
                $"training data: {about.TrainingData}",
            ];
        }
        catch (InputFaultException fault)
        {
            return [$"cannot be used: {fault.Message}"];
        }
    }
}
