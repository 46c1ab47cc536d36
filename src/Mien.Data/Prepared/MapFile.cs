using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Prepared;

/// <summary>One map on disk: 8-bit PNG, or NPY of 32-bit floats or bytes with the sides (height, width[, channels]).</summary>
internal static class MapFile
{
    private const int MaxChannels = 64;

    /// <summary>Reads the map that a row of the index names.</summary>
    /// <param name="folder">The set's folder.</param>
    /// <param name="file">The cell: a path inside the folder.</param>
    /// <param name="origin">The row, for messages.</param>
    public static MotionMap Read(string folder, string file, string origin)
    {
        var path = InsideFolder.Resolve(folder, file, origin);
        if (!File.Exists(path))
        {
            throw new InputFaultException(
                $"{origin}, column file names {file}, which does not exist in {folder}: restore the map or remove the row."
            );
        }

        try
        {
            var map = IsNpy(file) ? ReadNpy(path) : ReadPng(path);
            RefuseNotFinite(map, path);
            return map;
        }
        catch (InputFaultException fault)
        {
            throw new InputFaultException($"{origin}, column file: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a map in the format of the path's extension.</summary>
    public static void Write(string path, MotionMap map)
    {
        var shape = map.Shape;
        if (IsNpy(path))
        {
            Npy.Write(path, [shape.Height, shape.Width, shape.Channels], map.Values);
        }
        else
        {
            var samples = Array.ConvertAll(map.Values, value => (byte)value);
            Png.Write(path, new ByteImage(shape.Width, shape.Height, shape.Channels, samples));
        }
    }

    /// <summary><c>.png</c> when that loses nothing, else <c>.npy</c>.</summary>
    public static string ExtensionFor(MotionMap map) =>
        map.Shape.Channels is 1 or 3
        && Array.TrueForAll(map.Values, value => value is >= 0 and <= 255 && value == (byte)value)
            ? ".png"
            : ".npy";

    private static bool IsNpy(string file) => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private static MotionMap ReadPng(string path)
    {
        var image = Png.Read(path);
        return image.Channels != 4
            ? new MotionMap(
                new MapShape(image.Height, image.Width, image.Channels),
                Array.ConvertAll(image.Samples, sample => (float)sample)
            )
            : throw new InputFaultException($"{path} has transparency: save the map without an alpha channel.");
    }

    private static MotionMap ReadNpy(string path)
    {
        var (sides, values) = ReadNumbers(path);
        var channels = sides.Count == 3 ? sides[2] : 1;
        return sides.Count is 2 or 3 && sides[0] > 0 && sides[1] > 0 && channels is > 0 and <= MaxChannels
            ? new MotionMap(new MapShape(sides[0], sides[1], channels), values)
            : throw new InputFaultException(
                $"{path} has the sides ({string.Join(", ", sides)}): save the map as (height, width) or (height, width, channels) with at most {MaxChannels} channels."
            );
    }

    private static (IReadOnlyList<int> Sides, float[] Values) ReadNumbers(string path)
    {
        try
        {
            var singles = Npy.ReadSingles(path);
            return (singles.Shape, singles.Values);
        }
        catch (InputFaultException fault)
        {
            // Whole numbers 0..255 may also be stored as bytes; if it is neither, the first fault says what is wrong.
            try
            {
                var bytes = Npy.ReadBytes(path);
                return (bytes.Shape, Array.ConvertAll(bytes.Values, value => (float)value));
            }
            catch (InputFaultException)
            {
                throw fault;
            }
        }
    }

    private static void RefuseNotFinite(MotionMap map, string path)
    {
        var odd = Array.FindIndex(map.Values, value => !float.IsFinite(value));
        if (odd >= 0)
        {
            var pixel = odd / map.Shape.Channels;
            throw new InputFaultException(
                $"{path} holds {map.Values[odd]} at row {pixel / map.Shape.Width}, column {pixel % map.Shape.Width}: compute the map again."
            );
        }
    }
}
