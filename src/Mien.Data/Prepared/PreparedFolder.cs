using System.Text;
using Mien.Foundation;

namespace Mien.Data.Prepared;

/// <summary>
/// A prepared set on disk: <c>index.csv</c> with the columns dataset, subject, clip, label, emotion, onset, apex,
/// offset, action_units and file, and the maps that its last column names, 8-bit PNG (0..255) or NPY.
/// </summary>
public static class PreparedFolder
{
    /// <summary>More values than this in one set are refused before they are read (4 GiB of maps).</summary>
    public const long MaxValues = 1L << 30;

    /// <summary>Reads every clip of a folder.</summary>
    /// <exception cref="InputFaultException">One sentence with file, line and column: whatever is wrong first.</exception>
    public static IReadOnlyList<PreparedClip> Read(string folder) => ReadFolder(folder, labelled: true);

    /// <summary>Reads every clip of a folder whose labels may be empty, as for clips that are still to be named.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyList<PreparedClip> ReadUnlabelled(string folder) => ReadFolder(folder, labelled: false);

    /// <summary>
    /// Writes a set: maps of whole numbers from 0 to 255 with one or three channels as PNG, all others as NPY of 32-bit
    /// floats. The index is removed first and written last, so that an interrupted write leaves a folder that
    /// <see cref="Read"/> refuses, never a mixture.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, PreparedSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var index = Path.Combine(folder, IndexTable.FileName);
        Directory.CreateDirectory(folder);
        File.Delete(index);

        var text = new StringBuilder();
        CsvTable.AppendRow(text, IndexTable.Columns);
        var names = new MapNames();
        foreach (var clip in set.Clips)
        {
            var file = names.Next(clip) + MapFile.ExtensionFor(clip.Map);
            MapFile.Write(Path.Combine(folder, file), clip.Map);
            CsvTable.AppendRow(text, [.. IndexTable.CellsOf(clip), file]);
        }

        AtomicFile.WriteText(index, text.ToString());
    }

    private static List<PreparedClip> ReadFolder(string folder, bool labelled)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputFaultException($"{folder} is no folder: check the path.");
        }

        var index = Path.Combine(folder, IndexTable.FileName);
        if (!Listing(folder).Contains(IndexTable.FileName))
        {
            throw new InputFaultException(
                $"{folder} has no {IndexTable.FileName}, so it is no prepared set: make one with mien prepare, or give the folder that holds it."
            );
        }

        var table = CsvTable.Read(index);
        IndexTable.RequireColumns(table);
        return ReadClips(folder, table, labelled);
    }

    /// <summary>The names in a folder; one that may not be read is told so, not taken for an empty one.</summary>
    private static HashSet<string> Listing(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new InputFaultException($"{folder} may not be read: ask for permission to it.", fault);
        }
    }

    private static List<PreparedClip> ReadClips(string folder, CsvTable table, bool labelled)
    {
        var clips = new List<PreparedClip>(table.Count);
        for (var row = 0; row < table.Count; row++)
        {
            clips.Add(IndexTable.ClipOf(table, row, (file, origin) => MapFile.Read(folder, file, origin), labelled));
            // At once, not at the end: a small first map must not open the door to a thousand huge ones.
            PreparedSet.RequireSize(clips[0], clips[^1]);
            RefuseTooMuch(table, clips[0].Map.Shape);
        }

        return clips;
    }

    private static void RefuseTooMuch(CsvTable table, MapShape shape)
    {
        if ((long)table.Count * shape.Length > MaxValues)
        {
            throw new InputFaultException(
                $"{table.Path} lists {table.Count} maps of {shape}, more than the {MaxValues} values that fit in memory: prepare smaller maps or fewer clips."
            );
        }
    }
}
