namespace Mien.House.Tests;

/// <summary>The checkout as files.</summary>
internal static class Sources
{
    private static readonly string[] Built = ["artifacts", "bin", "obj", ".git", "node_modules", "TestResults"];

    public static string Root => RealData.Repository;

    /// <summary>Files below a folder of the checkout, what is built left out, with their paths relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => Built.Contains(part)))
            .Order(StringComparer.Ordinal);

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static string[] Lines(string relative) => File.ReadAllLines(Path.Combine(Root, relative));
}
