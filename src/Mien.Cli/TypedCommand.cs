using System.CommandLine;

namespace Mien.Cli;

/// <summary>The command as it was typed, for the record of a run.</summary>
internal static class TypedCommand
{
    // Words by which the jobs of a run say what they do for it.
    private static readonly string[] Inner = ["--finish", "--gather"];

    public static string Of(ParseResult parsed) =>
        "mien "
        + string.Join(
            ' ',
            parsed.Tokens.Select(token => token.Value).Where(word => !Inner.Contains(word)).Select(Quote)
        );

    private static string Quote(string word) => word.Length > 0 && !word.Any(char.IsWhiteSpace) ? word : $"\"{word}\"";
}
