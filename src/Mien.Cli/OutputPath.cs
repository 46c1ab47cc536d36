using Mien.Foundation;

namespace Mien.Cli;

/// <summary>Checks where results are to go before any work is done for them.</summary>
internal static class OutputPath
{
    /// <exception cref="InputFaultException">The path is a folder, or lies below a file.</exception>
    public static void RequireFile(string path)
    {
        RequireName(path);
        if (Directory.Exists(path))
        {
            throw new InputFaultException($"{path} is a folder: give --out the path of a file.");
        }

        RequireParent(path);
        RequireWritable(path, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <exception cref="InputFaultException">The path is a file, lies below one, or cannot be written.</exception>
    public static void RequireFolder(string path)
    {
        RequireName(path);
        if (File.Exists(path))
        {
            throw new InputFaultException($"{path} is a file: give --out the path of a folder.");
        }

        RequireParent(path);
        RequireWritable(path, path);
    }

    private static void RequireName(string path)
    {
        if (path.Length == 0)
        {
            throw new InputFaultException("--out is empty: give it a path.");
        }
    }

    /// <summary>Tries it: rights, a full disk and a read-only file system all show only when something is written.</summary>
    private static void RequireWritable(string path, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".mien-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException(
                $"{path} cannot be written ({fault.Message.TrimEnd('.')}): give another --out.",
                fault
            );
        }
    }

    private static void RequireParent(string path)
    {
        for (
            var parent = Path.GetDirectoryName(Path.GetFullPath(path));
            parent is not null;
            parent = Path.GetDirectoryName(parent)
        )
        {
            if (File.Exists(parent))
            {
                throw new InputFaultException($"{path} lies below {parent}, which is a file: give another --out.");
            }
        }
    }
}
