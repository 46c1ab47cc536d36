namespace Mien.Cluster.Commands;

/// <summary>What a program answered.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public readonly record struct CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether it ended well.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>What it complained of, in one line and without its own name before each part.</summary>
    public string Complaint
    {
        get
        {
            var lines = Lines(Error).DefaultIfEmpty(Lines(Output).FirstOrDefault() ?? $"exit code {ExitCode}");
            return string.Join("; ", lines.Select(WithoutName));
        }
    }

    private static string WithoutName(string line)
    {
        var colon = line.IndexOf("error: ", StringComparison.Ordinal);
        return (colon < 0 ? line : line[(colon + "error: ".Length)..]).TrimEnd('.');
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
