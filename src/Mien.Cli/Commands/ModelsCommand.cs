using System.CommandLine;
using Mien.Recognition.Networks;

namespace Mien.Cli.Commands;

/// <summary><c>mien models</c>: what can be named after <c>--model</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "The networks that can be named.");
        command.SetAction(parsed => List(parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int List(TextWriter output)
    {
        var width = NetworkRegistry.All.Max(entry => entry.Name.Length);
        foreach (var entry in NetworkRegistry.All)
        {
            output.WriteLine($"{entry.Name.PadRight(width)}  {entry.Summary}");
            output.WriteLine($"{new string(' ', width)}  {entry.Source}");
        }

        return CommandLine.Done;
    }
}
