using System.Globalization;
using System.Text;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>
/// Maps by the hash of what they were made from: frames' content, settings, face models. A run that was cut off, or is
/// repeated with other clips, takes from here what is done.
/// </summary>
internal sealed class MotionCache(string folder)
{
    /// <summary>What is kept of a map beside its values.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["onset", "apex", "onset_by", "apex_by", "provenance"];

    /// <summary>The map and its provenance, or null.</summary>
    public ClipMotion? Find(string key, MapShape shape)
    {
        var (map, line) = Paths(key);
        if (!File.Exists(map) || !File.Exists(line))
        {
            return null;
        }

        try
        {
            var array = Npy.ReadSingles(map);
            var cells = CsvTable.Read(line);
            return array.Values.Length == shape.Length && cells.Count == 1
                ? new ClipMotion(new MotionMap(shape, array.Values), FramesOf(cells), cells[0, Columns[4]], null)
                : null;
        }
        catch (InputFaultException)
        {
            // A damaged entry is made again.
            return null;
        }
    }

    /// <summary>Keeps a map; the provenance is written last and marks the entry as whole.</summary>
    public void Keep(string key, ClipMotion motion)
    {
        var (map, line) = Paths(key);
        Npy.Write(map, MapFile.SidesOf(motion.Map.Shape), motion.Map.Values);
        var text = new StringBuilder();
        CsvTable.AppendRow(text, Columns);
        CsvTable.AppendRow(text, [.. CellsOf(motion.Frames), motion.Provenance]);
        AtomicFile.WriteText(line, text.ToString());
    }

    /// <summary>Cells under the first four of <see cref="Columns"/>.</summary>
    public static string[] CellsOf(ClipFrames frames) =>
        [
            frames.Onset.ToString(CultureInfo.InvariantCulture),
            frames.Apex.ToString(CultureInfo.InvariantCulture),
            frames.OnsetBy,
            frames.ApexBy,
        ];

    private static ClipFrames FramesOf(CsvTable cells)
    {
        int Number(string column) =>
            int.TryParse(cells[0, column], CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new InputFaultException($"{cells.Path} holds no frame number: delete it.");
        return new ClipFrames(Number(Columns[0]), Number(Columns[1]), cells[0, Columns[2]], cells[0, Columns[3]]);
    }

    private (string Map, string Line) Paths(string key) =>
        (Path.Combine(folder, $"{key}.npy"), Path.Combine(folder, $"{key}.csv"));
}
