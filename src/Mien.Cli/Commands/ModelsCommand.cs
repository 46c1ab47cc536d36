using System.CommandLine;
using Mien.Recognition.Methods;

namespace Mien.Cli.Commands;

/// <summary><c>mien models</c>: what can be named after <c>--model</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "The methods that can be named.");
        command.SetAction(parsed => List(parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int List(TextWriter output)
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

        return CommandLine.Done;
    }
}
