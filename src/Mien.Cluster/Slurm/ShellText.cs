using Mien.Foundation;

namespace Mien.Cluster.Slurm;

/// <summary>Words as bash reads them.</summary>
internal static class ShellText
{
    /// <summary>A word in quotes when it needs them.</summary>
    public static string Quote(string word) =>
        word.Length > 0
        && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Words of one command.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>
    /// Refuses a run folder that a batch script cannot name: Slurm fills in <c>%</c> in the paths of logs and knows no
    /// escape for quotes there.
    /// </summary>
    /// <exception cref="InputFaultException">The path has such a character.</exception>
    public static void RequirePlain(string path)
    {
        if (path.Any(c => char.IsControl(c) || c is '%' or '"' or '\\'))
        {
            throw new InputFaultException(
                $"The run folder '{path}' has a character that Slurm cannot have in a path (%, \", \\ or a control character): give another --out."
            );
        }
    }
}
