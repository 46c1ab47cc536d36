namespace Mien.Testing;

/// <summary>
/// Finds the research data that tests measure against: the folder that MIEN_DATA names, or ../shared/data beside the
/// checkout. It is never part of the project, so tests that need it skip, visibly, where it is absent.
/// </summary>
internal static class RealData
{
    /// <summary>The path of a file or folder of the real data; skips the running test when it is absent.</summary>
    public static string Require(string relative)
    {
        var root = Environment.GetEnvironmentVariable("MIEN_DATA") ?? Path.Combine(Repository, "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(root, relative));
        Assert.SkipUnless(Path.Exists(path), $"needs the real data '{relative}' under ../shared/data or MIEN_DATA");
        return path;
    }

    /// <summary>The root of the checkout.</summary>
    public static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Mien.slnx")))
        {
            folder =
                Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Mien.slnx above the tests");
        }

        return folder;
    }
}
