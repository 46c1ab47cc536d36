namespace Mien.House.Tests;

/// <summary>Calls that have a better replacement in this house; each message says which.</summary>
public sealed class ForbiddenCodeTests
{
    [Theory]
    [InlineData("new Random(", "take a RandomStream from the caller, so that results repeat")]
    [InlineData("Random.Shared", "take a RandomStream from the caller, so that results repeat")]
    [InlineData("File.WriteAllText(", "write through AtomicFile, so that a kill leaves no half file")]
    [InlineData("File.WriteAllBytes(", "write through AtomicFile, so that a kill leaves no half file")]
    [InlineData("File.WriteAllLines(", "write through AtomicFile, so that a kill leaves no half file")]
    [InlineData("HttpClient", "Mien uses no network at run time")]
    [InlineData("BinaryFormatter", "no code in model files")]
    [InlineData("DateTime.Now", "results must not depend on the clock; a log takes DateTimeOffset.UtcNow")]
    public void Sources_do_not_use(string call, string instead)
    {
        foreach (var file in Sources.Files("src", "*.cs"))
        {
            var lines = Sources.Lines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                Assert.False(
                    lines[i].Contains(call, StringComparison.Ordinal)
                        && !lines[i].TrimStart().StartsWith("//", StringComparison.Ordinal),
                    $"{file}, line {i + 1} uses {call}: {instead}."
                );
            }
        }
    }

    [Fact]
    public void Only_the_command_line_writes_to_the_console()
    {
        foreach (
            var file in Sources
                .Files("src", "*.cs")
                .Where(file => !file.StartsWith("src/Mien.Cli/", StringComparison.Ordinal))
        )
        {
            Assert.False(
                Sources.Read(file).Contains("Console.", StringComparison.Ordinal),
                $"{file} uses the console: report through IProgress or return the text."
            );
        }
    }
}
