using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Prepared;

/// <summary>One map on disk: 8-bit PNG, or NPY of 32-bit floats or bytes with the sides ([frames, ]height, width[, channels]).</summary>
internal static class MapFile
{
    private const int MaxChannels = 64;
    private const int MaxFrames = 1000;

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
            Npy.Write(path, SidesOf(shape), map.Values);
        }
        else
        {
            var samples = Array.ConvertAll(map.Values, value => (byte)value);
            Png.Write(path, new ByteImage(shape.Width, shape.Height, shape.Channels, samples));
        }
    }

    /// <summary>The sides under which a map is stored; a single map has no frames.</summary>
    public static int[] SidesOf(MapShape shape) =>
        shape.IsSequence
            ? [shape.Frames, shape.Height, shape.Width, shape.Channels]
            : [shape.Height, shape.Width, shape.Channels];

    /// <summary><c>.png</c> when that loses nothing, else <c>.npy</c>.</summary>
    public static string ExtensionFor(MotionMap map) =>
        map.Shape is { Channels: 1 or 3, IsSequence: false }
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
        return ShapeOf(sides) is { } shape
            ? new MotionMap(shape, values)
            : throw new InputFaultException(
                $"{path} has the sides ({string.Join(", ", sides)}): save the map as (height, width), (height, width, channels) or (frames, height, width, channels) with at most {MaxChannels} channels and {MaxFrames} frames."
            );
    }

    private static MapShape? ShapeOf(IReadOnlyList<int> sides)
    {
        MapShape? shape = sides switch
        {
            [var height, var width] => new MapShape(height, width, 1),
            [var height, var width, var channels] => new MapShape(height, width, channels),
            [var frames, var height, var width, var channels] => new MapShape(height, width, channels, frames),
            _ => null,
        };
        return shape is { Height: > 0, Width: > 0, Channels: > 0 and <= MaxChannels, Frames: > 0 and <= MaxFrames }
            ? shape
            : null;
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
            var pixel = odd % map.Shape.FrameLength / map.Shape.Channels;
            var frame = map.Shape.IsSequence ? $"frame {odd / map.Shape.FrameLength}, " : "";
            throw new InputFaultException(
                $"{path} holds {map.Values[odd]} at {frame}row {pixel / map.Shape.Width}, column {pixel % map.Shape.Width}: compute the map again."
            );
        }
    }
}
