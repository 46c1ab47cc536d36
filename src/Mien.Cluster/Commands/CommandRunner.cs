using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using Mien.Foundation;

namespace Mien.Cluster.Commands;

/// <summary>Runs programs found on the PATH, and gives up on one that does not answer.</summary>
/// <param name="patience">How long a program may take; a minute when null.</param>
public sealed class CommandRunner(TimeSpan? patience = null) : ICommandRunner
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public CommandResult Run(string program, IReadOnlyList<string> arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        // Both pipes are read at once: a program that fills one while the other is read would never end.
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            return new CommandResult(
                -1,
                "",
                $"{program} did not answer within {_patience.TotalMinutes} minutes\n{error.Result}"
            );
        }

        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ForgetOwnJob(start);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new InputFaultException(
                $"The program '{program}' is not on this machine's PATH: log in where Slurm is installed, or use --executor local.",
                fault
            );
        }
    }

    // A command that is sent from inside a job would take that job's limits and task number for its own.
    private static void ForgetOwnJob(ProcessStartInfo start)
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            var ofAJob =
                name.StartsWith("SLURM_", StringComparison.Ordinal)
                || name.StartsWith("SBATCH_", StringComparison.Ordinal);
            if (ofAJob && name != "SLURM_CONF")
            {
                start.Environment.Remove(name);
            }
        }
    }
}
