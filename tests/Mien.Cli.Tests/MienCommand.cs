namespace Mien.Cli.Tests;

/// <summary>Runs the command in process and keeps what it wrote.</summary>
internal sealed record MienCommand(int Exit, string Output, string Error)
{
    public static MienCommand Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = CommandLine.Run(arguments, output, error);
        return new MienCommand(exit, output.ToString(), error.ToString());
    }
}
