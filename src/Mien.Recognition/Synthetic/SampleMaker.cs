using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Recognition.Synthetic;

/// <summary>One thread's generator and input transform.</summary>
internal sealed class SampleMaker
{
    private readonly MotionGenerator _generator;
    private readonly InputTransform _transform;
    private readonly float[] _map;
    private readonly RandomStream _stream = new(0);

    public SampleMaker(GeneratorOptions options, InputDefinition definition)
    {
        _generator = new MotionGenerator(options);
        _transform = definition.For(_generator.Shape);
        _map = new float[_generator.Shape.Length];
    }

    /// <summary>The inputs' size.</summary>
    public MapShape Shape => _transform.Shape;

    /// <summary>Makes the sample of a number.</summary>
    /// <returns>Its class.</returns>
    public int Make(RandomStream root, ulong number, Span<float> input, Span<float> units)
    {
        root.Derive(number, _stream);
        var label = _generator.Next(_stream, _map, units);
        _transform.Apply(_map, input);
        return label;
    }
}
