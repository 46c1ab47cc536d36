namespace Mien.Benchmarks;

/// <summary>Where the project lies.</summary>
internal static class Repository
{
    /// <summary>The folder with Mien.slnx.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Mien.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Mien.slnx above");
        }

        return folder;
    }

    /// <summary>The folder of real data to measure with, which the environment variable MIEN_DATA can name.</summary>
    public static string Data =>
        Environment.GetEnvironmentVariable("MIEN_DATA") ?? Path.Combine(Root, "..", "shared", "data");
}
