using System.CommandLine;
using Mien.Cli.Bench;
using Mien.Cli.Options;

namespace Mien.Cli.Commands;

/// <summary><c>mien bench</c>: how fast Mien is on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = $"What to measure: {string.Join(", ", SpeedMeasures.Names)}; all of it when not given.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var threads = RunOptions.Threads();
        var command = new Command("bench", "Measure the speed on this machine; under a minute.") { names, threads };
        command.SetAction(parsed =>
        {
            var chosen = SpeedMeasures.Choose(parsed.GetValue(names) ?? []);
            SpeedTable.Write(parsed.InvocationConfiguration.Output, chosen, parsed.GetValue(threads));
            return CommandLine.Done;
        });
        return command;
    }
}
