using System.CommandLine;
using Mien.Foundation;

namespace Mien.Cli;

/// <summary>
/// The command <c>mien</c>: parses, runs one command, and turns what went wrong into one sentence and an exit code
/// (0 all that was asked for is done, 1 a fault in the run, 2 a fault of the user's).
/// </summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int RunFault = 1;
    public const int UserFault = 2;

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            if (parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0)
            {
                Tell(error, $"'{parsed.UnmatchedTokens[0]}' is no command or option of Mien: see 'mien --help'.");
                return UserFault;
            }

            Tell(error, $"{parsed.Errors[0].Message.TrimEnd('.')}: see '{HelpFor(parsed)}'.");
            return UserFault;
        }

        try
        {
            return parsed.Invoke(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    Output = output,
                    Error = error,
                }
            );
        }
        catch (InputFaultException fault)
        {
            Tell(error, fault.Message);
            return UserFault;
        }
        catch (OperationCanceledException stop)
        {
            // Who stops something other than the run itself says so in a message of its own, around the original.
            Tell(
                error,
                stop.InnerException is null
                    ? "Stopped as asked; what was finished is kept, and the same command goes on from there."
                    : $"Stopped as asked; {OneLine(stop.Message)}."
            );
            return RunFault;
        }
        catch (Exception fault) when (Environment.GetEnvironmentVariable("MIEN_TRACE") != "1")
        {
            Tell(
                error,
                $"The run failed: {OneLine(fault.Message)} (MIEN_TRACE=1 shows where; what was finished is kept)."
            );
            return RunFault;
        }
    }

    /// <summary>Standard error may be a full disk or a closed pipe; the exit code then has to say it all.</summary>
    private static void Tell(TextWriter error, string sentence)
    {
        try
        {
            error.WriteLine(sentence);
        }
        catch (IOException) { }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Mien: facial micro-expression recognition. Train, score and run, honestly.");
        foreach (var command in CommandList.All())
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static string HelpFor(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command is RootCommand ? "mien --help" : $"mien {command.Name} --help";
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
