using System.Diagnostics;
using System.Globalization;

namespace Mien.Benchmarks.Duels;

/// <summary>
/// A peer program: it writes "ready" and a description of itself when it has warmed up, then answers every line "run N" on
/// its standard input with the milliseconds of round N, and ends with its input.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts the program and waits until it is ready.</summary>
    public PeerProcess(string path)
    {
        _process = Process.Start(
            new ProcessStartInfo(path)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        Description = Answer("ready ");
    }

    /// <summary>What the peer says of itself.</summary>
    public string Description { get; }

    /// <summary>Has the peer do a round.</summary>
    /// <returns>Its milliseconds.</returns>
    public double Run(int round)
    {
        _process.StandardInput.WriteLine($"run {round}");
        _process.StandardInput.Flush();
        return double.Parse(Answer(""), CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the peer.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Answer(string start)
    {
        var line = _process.StandardOutput.ReadLine();
        if (line is null || !line.StartsWith(start, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"the peer said '{line}' where '{start}' was expected");
        }

        return line[start.Length..];
    }
}
