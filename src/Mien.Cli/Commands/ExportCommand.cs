using System.CommandLine;
using Mien.Recognition.Models;

namespace Mien.Cli.Commands;

/// <summary><c>mien export</c>: writes a model file for other runtimes.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A model file (safetensors)." };
        var onnx = new Option<string>("--onnx")
        {
            Description = "The ONNX file to write (opset 20).",
            Required = true,
            HelpName = "FILE",
        };
        var command = new Command("export", "Write a model for other runtimes.") { file, onnx };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(onnx);
            OutputPath.RequireFile(path, onnx.Name, parsed.GetRequiredValue(file));
            using var model = ModelFile.Read(parsed.GetRequiredValue(file));
            OnnxModelFile.Write(path, model);
            var shape = model.Description.Shape;
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{path}: input [N, {shape.Height}, {shape.Width}, {shape.Channels}], logits [N, {shape.Classes}]; the metadata says how a map becomes an input."
            );
            return CommandLine.Done;
        });
        return command;
    }
}
