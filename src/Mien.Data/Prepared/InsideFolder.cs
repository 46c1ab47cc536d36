using Mien.Foundation;

namespace Mien.Data.Prepared;

/// <summary>Paths that a file from outside names: they must stay inside their folder, links included.</summary>
internal static class InsideFolder
{
    /// <summary>The full path of <paramref name="relative"/> below <paramref name="folder"/>.</summary>
    /// <exception cref="InputFaultException">The path is absolute, climbs out, or goes through a link that leads out.</exception>
    public static string Resolve(string folder, string relative, string origin)
    {
        var root = Path.GetFullPath(folder);
        var path = relative.Contains('\0') ? root : Path.GetFullPath(Path.Combine(root, relative));
        if (Path.IsPathRooted(relative) || !IsBelow(path, root) || LinkLeadsOut(path, root))
        {
            throw new InputFaultException(
                $"{origin}, column file names '{relative}', which lies outside {folder}: name a map inside the folder."
            );
        }

        return path;
    }

    private static bool LinkLeadsOut(string path, string root)
    {
        for (var part = path; IsBelow(part, root); part = Path.GetDirectoryName(part)!)
        {
            FileSystemInfo info = Directory.Exists(part) ? new DirectoryInfo(part) : new FileInfo(part);
            if (
                info.Exists
                && info.ResolveLinkTarget(returnFinalTarget: true) is { } target
                && !IsBelow(target.FullName, root)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(
            Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
