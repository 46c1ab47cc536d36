using System.CommandLine;
using Mien.Recognition.Methods;

namespace Mien.Cli.Commands;

/// <summary><c>mien models</c>: what can be named after <c>--model</c>.</summary>
internal static class ModelsCommand
{
    private const string Here = "models";

    public static Command Create()
    {
        var folder = new Argument<string?>("FOLDER")
        {
            Description =
                "A folder of model files; without it 'models', or where there is none the models of Mien's own.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("models", "The methods and model files that can be named.") { folder };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(folder) is { } named)
            {
                ModelFileList.Write(output, named);
                return CommandLine.Done;
            }

            ListMethods(output);
            output.WriteLine();
            ModelFileList.Write(output, Directory.Exists(Here) ? Here : ModelFileList.Shipped);
            return CommandLine.Done;
        });
        return command;
    }

    private static void ListMethods(TextWriter output)
    {
        var width = MethodRegistry.All.Max(method => method.Name.Length);
        foreach (var method in MethodRegistry.All)
        {
            output.WriteLine($"{method.Name.PadRight(width)}  {method.Summary}");
            output.WriteLine($"{new string(' ', width)}  {method.Source}");
            if (method.Size.Length > 0)
            {
                output.WriteLine($"{new string(' ', width)}  {method.Size}");
            }
        }
    }
}
