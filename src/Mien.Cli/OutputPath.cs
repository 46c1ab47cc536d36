using Mien.Foundation;

namespace Mien.Cli;

/// <summary>Checks where results are to go before any work is done for them.</summary>
internal static class OutputPath
{
    /// <exception cref="InputFaultException">The path is a folder, or lies below a file.</exception>
    public static void RequireFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputFaultException($"{path} is a folder: give --out the path of a file.");
        }

        RequireParent(path);
    }

    /// <exception cref="InputFaultException">The path is a file, or lies below one.</exception>
    public static void RequireFolder(string path)
    {
        if (File.Exists(path))
        {
            throw new InputFaultException($"{path} is a file: give --out the path of a folder.");
        }

        RequireParent(path);
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
