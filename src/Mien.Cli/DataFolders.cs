using Mien.Data.Prepared;
using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>Reads the folders after <c>--data</c>.</summary>
internal static class DataFolders
{
    /// <summary>The composite of all folders, and a line for the record about each.</summary>
    public static (PreparedSet Set, RunData[] Sources) Read(IReadOnlyList<string> folders)
    {
        var sets = folders.Select(folder => PreparedSet.Read(folder)).ToArray();
        var sources = sets.Zip(
            folders,
            (set, folder) =>
                new RunData
                {
                    Path = folder,
                    Hash = set.Hash,
                    Samples = set.Clips.Count,
                    Subjects = set.Persons.Count,
                }
        );
        return (sets.Length == 1 ? sets[0] : PreparedSet.Join(sets), sources.ToArray());
    }
}
