using Mien.Foundation;

namespace Mien.Cli;

/// <summary>Checks where results are to go before any work is done for them.</summary>
internal static class OutputPath
{
    private static readonly StringComparison Names = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    /// <param name="path">The file that is to be written.</param>
    /// <param name="option">The option that names it.</param>
    /// <param name="inputs">What is read, and must not be written over.</param>
    /// <exception cref="InputFaultException">The path is a folder, lies below a file, or is one of the inputs.</exception>
    public static void RequireFile(string path, string option = "--out", params string?[] inputs)
    {
        RequireName(path, option);
        if (Directory.Exists(path))
        {
            throw new InputFaultException($"{path} is a folder: give {option} the path of a file.");
        }

        if (inputs.Any(input => input is not null && string.Equals(Real(input), Real(path), Names)))
        {
            throw new InputFaultException($"{option} {path} is what is to be read: give another file.");
        }

        RequireParent(path, option);
        RequireWritable(path, Path.GetDirectoryName(Path.GetFullPath(path))!, option);
    }

    /// <exception cref="InputFaultException">The path is a file, lies below one, or cannot be written.</exception>
    public static void RequireFolder(string path)
    {
        RequireName(path, "--out");
        if (File.Exists(path))
        {
            throw new InputFaultException($"{path} is a file: give --out the path of a folder.");
        }

        RequireParent(path, "--out");
        RequireWritable(path, path, "--out");
    }

    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static void RequireName(string path, string option)
    {
        if (path.Length == 0)
        {
            throw new InputFaultException($"{option} is empty: give it a path.");
        }
    }

    /// <summary>Tries it: rights, a full disk and a read-only file system all show only when something is written.</summary>
    private static void RequireWritable(string path, string folder, string option)
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
                $"{path} cannot be written ({fault.Message.TrimEnd('.')}): give another {option}.",
                fault
            );
        }
    }

    private static void RequireParent(string path, string option)
    {
        for (
            var parent = Path.GetDirectoryName(Path.GetFullPath(path));
            parent is not null;
            parent = Path.GetDirectoryName(parent)
        )
        {
            if (File.Exists(parent))
            {
                throw new InputFaultException($"{path} lies below {parent}, which is a file: give another {option}.");
            }
        }
    }
}
