using System.Collections.Concurrent;
using Mien.Data.Twins;

namespace Mien.Data.Tests;

/// <summary>One tiny twin of each dataset, made when first asked for, shared by all tests, and removed at the end. Tests that change one take a copy.</summary>
internal static class TwinShelf
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Twins = new();
    private static readonly DirectoryInfo Root = Directory.CreateTempSubdirectory("mien-twins-");

    public static TwinOptions Tiny { get; } =
        new()
        {
            Videos = 6,
            Subjects = 3,
            FrameHeight = 48,
            ClipFrames = 6,
        };

    /// <summary>The twin; do not change it.</summary>
    public static string Get(string dataset) =>
        Twins.GetOrAdd(dataset, name => new Lazy<string>(() => Make(name))).Value;

    /// <summary>Copies the twin into a folder.</summary>
    public static void CopyTo(string dataset, string folder)
    {
        var from = Get(dataset);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Removes all twins.</summary>
    public static void Clear() => Root.Delete(recursive: true);

    private static string Make(string dataset)
    {
        var path = Path.Combine(Root.FullName, dataset);
        TwinGenerator.Write(dataset, path, Tiny);
        return path;
    }
}
