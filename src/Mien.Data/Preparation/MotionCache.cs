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
            return array.Values.Length == shape.Length
                ? new ClipMotion(new MotionMap(shape, array.Values), File.ReadAllText(line), null, null, null, null)
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
        var shape = motion.Map.Shape;
        Npy.Write(map, [shape.Height, shape.Width, shape.Channels], motion.Map.Values);
        AtomicFile.WriteText(line, motion.Provenance);
    }

    private (string Map, string Line) Paths(string key) =>
        (Path.Combine(folder, $"{key}.npy"), Path.Combine(folder, $"{key}.txt"));
}
