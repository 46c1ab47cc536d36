using System.Reflection;
using Mien.Cluster.Commands;
using Mien.Foundation;

namespace Mien.Cluster.Runs;

/// <summary>
/// The program that jobs start: a copy of the running one inside the run folder, so that nothing that is built while the
/// jobs wait can change what they do, or one that was published where all nodes see it.
/// </summary>
public static class ProgramCopy
{
    /// <summary>The version of the running program.</summary>
    public static string Version =>
        typeof(ProgramCopy).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>How the running program is started where it is.</summary>
    public static string[] Running() => StartedFrom(AppContext.BaseDirectory);

    /// <summary>Copies the running program into a run folder, once for each state of its files.</summary>
    /// <param name="folder">The run.</param>
    /// <returns>How to start it.</returns>
    public static string[] Into(ClusterFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var source = AppContext.BaseDirectory;
        var files = Directory
            .EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var state = string.Concat(
            files.Select(file => $"{Path.GetRelativePath(source, file)} {ContentHash.OfFile(file)}\n")
        );
        var target = Path.Combine(folder.Run, "cluster", $"program-{ContentHash.Of(state)[..12]}");
        if (!Directory.Exists(target))
        {
            Copy(source, files, target);
        }

        return StartedFrom(target);
    }

    /// <summary>Checks a published program: it must be of this version.</summary>
    /// <exception cref="InputFaultException">It is missing or of another version.</exception>
    public static string[] Published(string path, string version, ICommandRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new InputFaultException(
                $"The program {full} does not exist: publish Mien there, or leave 'program' out of the profile."
            );
        }

        var answer = runner.Run(full, ["--version"]).Output.Trim();
        return answer == version
            ? [full]
            : throw new InputFaultException(
                $"The program {full} is of version '{answer}', and this is {version}: publish this version there, or leave 'program' out of the profile."
            );
    }

    private static void Copy(string source, string[] files, string target)
    {
        // Copied under another name first: a folder that is there is complete.
        var partial = $"{target}.{Guid.NewGuid():N}.tmp";
        foreach (var file in files)
        {
            var copy = Path.Combine(partial, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private static string[] StartedFrom(string folder)
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Combine(folder, Assembly.GetEntryAssembly()!.GetName().Name + ".dll")]
            : [Path.Combine(folder, Path.GetFileName(process))];
    }
}
