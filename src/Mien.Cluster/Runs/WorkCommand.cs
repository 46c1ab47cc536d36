namespace Mien.Cluster.Runs;

/// <summary>
/// An ordinary command of a program that knows the work, with full paths, so that it means the same on every machine.
/// With <c>--units FILE --task N</c> it does the units that the file deals to that task; with <c>--finish</c> it puts the finished
/// run together.
/// </summary>
public sealed record WorkCommand
{
    /// <summary>The program: one path, or a runtime and what it is to run.</summary>
    public required string[] Program { get; init; }

    /// <summary>The command's words.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>The words that do the units of one task.</summary>
    public IEnumerable<string> ForUnits(string lists, string task, int threads) =>
        [.. Program, .. Arguments, "--units", lists, "--task", task, "--threads", $"{threads}"];

    /// <summary>The words that gather.</summary>
    public IEnumerable<string> ForGathering(int threads) =>
        [.. Program, .. Arguments, "--finish", "--threads", $"{threads}"];
}
