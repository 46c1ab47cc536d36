using Mien.Data.Corrections;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>Reads the folders after <c>--data</c>.</summary>
internal static class DataFolders
{
    /// <summary>As the other, the classes written with commas between, or null.</summary>
    public static (PreparedSet Set, RunData[] Sources) Read(IReadOnlyList<string> folders, string? classes)
    {
        var read = Read(folders, classes is null ? null : Split(classes));
        if (classes is not null)
        {
            RequireClips(read.Set);
        }

        return read;
    }

    /// <summary>The composite of all folders, and a line for the record about each.</summary>
    /// <param name="folders">Prepared sets.</param>
    /// <param name="classes">The classes in their order; null takes the labels that occur.</param>
    /// <exception cref="InputFaultException">A folder cannot be read, or a label is no class.</exception>
    public static (PreparedSet Set, RunData[] Sources) Read(IReadOnlyList<string> folders, string[]? classes)
    {
        var sets = folders.Select(folder => PreparedSet.Read(folder, classes)).ToArray();
        var sources = sets.Zip(
            folders,
            (set, folder) =>
                new RunData
                {
                    Path = folder,
                    Hash = set.Hash,
                    Corrections = CorrectionsOf(folder),
                    Samples = set.Clips.Count,
                    Subjects = set.Persons.Count,
                }
        );
        var all = sets.Length == 1 ? sets[0] : new PreparedSet([.. sets.SelectMany(set => set.Clips)], classes);
        RequireClasses(all, guessed: classes is null);
        return (all, sources.ToArray());
    }

    /// <summary>What <c>mien prepare</c> wrote down of corrected annotations.</summary>
    private static string[]? CorrectionsOf(string folder)
    {
        var path = Path.Combine(folder, CorrectionRecord.FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var table = CsvTable.Read(path);
        return
        [
            .. Enumerable
                .Range(0, table.Count)
                .Select(row =>
                    $"{table[row, "set"]}: {table[row, "clip"]}: {table[row, "change"]} ({table[row, "why"]})"
                ),
        ];
    }

    /// <summary>A class that was named and that no clip has is most often a misspelt one.</summary>
    private static void RequireClips(PreparedSet set)
    {
        var empty = set.Classes.FirstOrDefault(name => set.Clips.All(clip => clip.Label != name));
        if (empty is not null)
        {
            throw new InputFaultException(
                $"No clip has the class '{empty}' of --classes, which would lower every figure: correct the name or leave it out."
            );
        }
    }

    /// <summary>
    /// One class is nothing to tell apart. And a label that only one subject has is most often a misspelt one: taken as a
    /// class it would quietly lower every figure, so it must be asked for by name.
    /// </summary>
    private static void RequireClasses(PreparedSet set, bool guessed)
    {
        if (set.Classes.Count < 2)
        {
            throw new InputFaultException(
                $"All clips have the label '{set.Classes[0]}': give data with at least two classes."
            );
        }

        var lonely = guessed
            ? set
                .Clips.GroupBy(clip => clip.Label)
                .FirstOrDefault(label => label.Select(clip => clip.Person).Distinct().Count() == 1)
            : null;
        if (lonely is not null && set.Persons.Count > 1)
        {
            throw new InputFaultException(
                $"{lonely.First().Origin}: the label '{lonely.Key}' occurs with one subject only ({lonely.First().Person}), so it is no class that can be learnt for a new person: correct it, or name the classes with --classes {string.Join(',', set.Classes)}."
            );
        }
    }

    private static string[] Split(string text)
    {
        var classes = text.Split(',', StringSplitOptions.TrimEntries);
        return
            classes.Length >= 2 && classes.All(name => name.Length > 0) && classes.Distinct().Count() == classes.Length
            ? classes
            : throw new InputFaultException(
                $"--classes {text} is not a list of at least two different names: write for example negative,positive,surprise."
            );
    }
}
