using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Inputs;

/// <summary>
/// An <see cref="InputDefinition"/> made ready for maps of one size. It keeps its working memory, so it allocates
/// nothing after its creation; every thread needs its own. A channel of a sequence is taken over all frames together, so
/// that a statistic keeps how the motion grows.
/// </summary>
public sealed class InputTransform
{
    private readonly IReadOnlyList<(int Channel, ChannelOperation Operation)> _operations;
    private readonly int[] _order;
    private readonly float[][] _planes;
    private readonly float[] _scratch;
    private readonly Resizer? _resizer;
    private readonly Plane _from;
    private readonly Plane _to;

    internal InputTransform(
        MapShape map,
        IReadOnlyList<(int Channel, ChannelOperation Operation)> operations,
        int[] order,
        IReadOnlyList<string> channels,
        InputSize? size
    )
    {
        MapShape = map;
        Shape = ShapeOf(map, size, order.Length);
        Channels = channels;
        _operations = operations;
        _order = order;
        _scratch = new float[map.Frames * map.Height * map.Width];
        _planes = [.. Enumerable.Range(0, map.Channels).Select(_ => new float[_scratch.Length])];
        _from = new Plane(map.Width, map.Height);
        _to = new Plane(Shape.Width, Shape.Height);
        _resizer = size is null
            ? null
            : new Resizer(map.Width, map.Height, size.Width, size.Height, MethodFor(map, size));
    }

    /// <summary>The maps' size.</summary>
    public MapShape MapShape { get; }

    /// <summary>The inputs' size.</summary>
    public MapShape Shape { get; }

    /// <summary>The names of the input's channels.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Computes the input of one map.</summary>
    /// <param name="map">THWC values.</param>
    /// <param name="input">Receives the THWC input, <see cref="Shape"/> long; may be the map itself if no channel is dropped.</param>
    public void Apply(ReadOnlySpan<float> map, Span<float> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Length, MapShape.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, Shape.Length);
        for (var channel = 0; channel < _planes.Length; channel++)
        {
            Take(map, channel, _planes[channel]);
        }

        for (var i = 0; i < _operations.Count; i++)
        {
            _operations[i].Operation.Apply(_planes[_operations[i].Channel], _scratch);
        }

        for (var channel = 0; channel < _order.Length; channel++)
        {
            for (var frame = 0; frame < Shape.Frames; frame++)
            {
                var part = input.Slice(frame * Shape.FrameLength, Shape.FrameLength);
                Put(Sized(_planes[_order[channel]], frame), channel, part);
            }
        }
    }

    /// <summary>Computes the inputs of many maps, one after the other in one array.</summary>
    /// <exception cref="InputFaultException">They are more than one array can hold.</exception>
    public float[] ApplyAll(IReadOnlyList<MotionMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if ((long)maps.Count * Shape.Length > Array.MaxLength)
        {
            throw new InputFaultException(
                $"{maps.Count} inputs of {Shape} do not fit into memory together: take fewer maps, or let the recipe's input make smaller ones."
            );
        }

        var inputs = new float[maps.Count * Shape.Length];
        for (var i = 0; i < maps.Count; i++)
        {
            Apply(maps[i].Values, inputs.AsSpan(i * Shape.Length, Shape.Length));
        }

        return inputs;
    }

    /// <summary>The size of the inputs of maps.</summary>
    internal static MapShape ShapeOf(MapShape map, InputSize? size, int channels) =>
        new(size?.Height ?? map.Height, size?.Width ?? map.Width, channels, map.Frames);

    /// <summary>Means of areas where anything shrinks, so that no pixel is passed over.</summary>
    private static ResizeMethod MethodFor(MapShape map, InputSize size) =>
        size.Height < map.Height || size.Width < map.Width ? ResizeMethod.Area : ResizeMethod.Bilinear;

    private ReadOnlySpan<float> Sized(float[] plane, int frame)
    {
        var pixels = MapShape.Height * MapShape.Width;
        var picture = plane.AsSpan(frame * pixels, pixels);
        if (_resizer is null)
        {
            return picture;
        }

        picture.CopyTo(_from.Samples);
        _resizer.Resize(_from, _to);
        return _to.Samples;
    }

    private void Take(ReadOnlySpan<float> map, int channel, Span<float> plane)
    {
        var step = MapShape.Channels;
        for (int i = 0, at = channel; i < plane.Length; i++, at += step)
        {
            plane[i] = map[at];
        }
    }

    private void Put(ReadOnlySpan<float> plane, int channel, Span<float> input)
    {
        var step = Shape.Channels;
        for (int i = 0, at = channel; i < plane.Length; i++, at += step)
        {
            input[at] = plane[i];
        }
    }
}
