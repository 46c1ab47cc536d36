using System.CommandLine;

namespace Mien.Cli;

/// <summary>The command as it was typed, for the record of a run.</summary>
internal static class TypedCommand
{
    public static string Of(ParseResult parsed) =>
        "mien " + string.Join(' ', parsed.Tokens.Select(token => Quote(token.Value)));

    private static string Quote(string word) => word.Length > 0 && !word.Any(char.IsWhiteSpace) ? word : $"\"{word}\"";
}
