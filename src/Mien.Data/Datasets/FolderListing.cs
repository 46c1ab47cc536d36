using System.Diagnostics.CodeAnalysis;
using Mien.Foundation;

namespace Mien.Data.Datasets;

/// <summary>
/// Every file below a folder, with paths relative to it and "/" between their parts. Symbolic links are listed and never
/// followed, so nothing outside the folder is ever opened.
/// </summary>
internal sealed class FolderListing
{
    private const int MaxFiles = 5_000_000;
    private const int MaxDepth = 32;
    private static readonly string[] Clutter = ["Thumbs.db", "desktop.ini", "__MACOSX"];

    private readonly List<ListedFile> _files = [];
    private readonly List<ListedLink> _links = [];

    private FolderListing(string root) => Root = root;

    public string Root { get; }

    public IReadOnlyList<ListedFile> Files => _files;

    public IReadOnlyList<ListedLink> Links => _links;

    /// <summary>The names of the last folders of the root, outermost first: they tell a copy that was opened by its inner folder.</summary>
    public IReadOnlyList<string> RootNames { get; private set; } = [];

    /// <summary>Lists a folder.</summary>
    /// <exception cref="InputFaultException">It is missing, unreadable, or holds more than five million files.</exception>
    public static FolderListing Scan(string path)
    {
        var root = Path.GetFullPath(path);
        if (!Directory.Exists(root))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        var listing = new FolderListing(root);
        var parts = root.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        listing.RootNames = parts[Math.Max(0, parts.Length - 3)..];
        try
        {
            listing.Walk(new DirectoryInfo(root), "", 0);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new InputFaultException($"{path} cannot be listed ({cause.Message}): check its permissions.", cause);
        }

        listing._files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        listing._links.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return listing;
    }

    /// <summary>The listings of the sub-folders that hold files, each as if it had been scanned alone.</summary>
    public IEnumerable<FolderListing> Children()
    {
        foreach (
            var group in _files
                .Where(file => file.Path.Contains('/'))
                .GroupBy(file => file.Path[..file.Path.IndexOf('/')])
        )
        {
            var child = new FolderListing(Path.Combine(Root, group.Key)) { RootNames = [.. RootNames, group.Key] };
            child._files.AddRange(group.Select(file => file with { Path = file.Path[(group.Key.Length + 1)..] }));
            child._links.AddRange(
                _links
                    .Where(link => link.Path.StartsWith(group.Key + "/", StringComparison.Ordinal))
                    .Select(link => link with { Path = link.Path[(group.Key.Length + 1)..] })
            );
            yield return child;
        }
    }

    public string FullPath(string relative) => Path.Combine(Root, relative);

    private void Walk(DirectoryInfo folder, string relative, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InputFaultException($"{folder.FullName} lies more than {MaxDepth} folders deep: check the path.");
        }

        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name[0] == '.' || Clutter.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is { } target)
            {
                _links.Add(new(path, target, Leaves(entry, target)));
            }
            else if (entry is DirectoryInfo inner)
            {
                Walk(inner, path, depth + 1);
            }
            else
            {
                Add(path, ((FileInfo)entry).Length);
            }
        }
    }

    private void Add(string path, long length)
    {
        if (_files.Count == MaxFiles)
        {
            throw new InputFaultException($"{Root} holds more than {MaxFiles} files: give the dataset's own folder.");
        }

        _files.Add(new(path, length));
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "a link that cannot be resolved leaves the folder for all we know"
    )]
    private bool Leaves(FileSystemInfo link, string target)
    {
        try
        {
            var full = Path.GetFullPath(target, Path.GetDirectoryName(link.FullName)!);
            return !full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (Exception)
        {
            return true;
        }
    }
}
