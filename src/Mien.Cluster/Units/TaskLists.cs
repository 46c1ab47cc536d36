using System.Globalization;
using Mien.Foundation;

namespace Mien.Cluster.Units;

/// <summary>
/// A file that deals units to tasks, a line each: the task's number, a blank, the unit. One file for all tasks of an
/// array, since shared file systems are slow at making many small ones.
/// </summary>
public static class TaskLists
{
    private const long MaxBytes = 256L << 20;

    /// <summary>Writes the lists of tasks 0 and up.</summary>
    public static void Write(string path, IReadOnlyList<string[]> lists)
    {
        var lines = lists.SelectMany((units, task) => units.Select(unit => $"{task} {unit}\n"));
        AtomicFile.WriteText(path, string.Concat(lines));
    }

    /// <summary>The units of every task, in the order of the file.</summary>
    /// <exception cref="InputFaultException">The file is missing, or holds what cannot be a task's unit.</exception>
    public static ILookup<int, string> Read(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length <= MaxBytes
            ? File.ReadLines(path).Select(line => Parse(line, path)).ToLookup(line => line.Task, line => line.Unit)
            : throw new InputFaultException(
                $"{path} is no list of tasks and units: give a file with a number and a unit on each line."
            );
    }

    private static (int Task, string Unit) Parse(string line, string path)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && int.TryParse(line[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var task)
            ? (task, UnitLedger.Checked(line[(blank + 1)..], path))
            : throw new InputFaultException(
                $"{path} has the line '{line}', which is no task and unit: write the file anew."
            );
    }
}
