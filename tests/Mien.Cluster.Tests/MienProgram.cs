namespace Mien.Cluster.Tests;

/// <summary>The command <c>mien</c> as it was built with the tests.</summary>
internal static class MienProgram
{
    public static string Path { get; } =
        System.IO.Path.Combine(RealData.Repository, "artifacts", "bin", "Mien.Cli", "release", "mien.dll");
}
