using Mien.Cluster.Commands;

namespace Mien.Cluster.Tests;

/// <summary>The command <c>mien</c> as it was built with the tests.</summary>
internal static class MienProgram
{
    public static string Path { get; } =
        System.IO.Path.Combine(RealData.Repository, "artifacts", "bin", "Mien.Cli", "release", "mien.dll");

    /// <summary>How long a whole command may take on a machine with much else to do.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(7);

    /// <summary>Runs a command to its end.</summary>
    public static CommandResult Run(string[] words) => new CommandRunner(Patience).Run("dotnet", [Path, .. words]);
}
