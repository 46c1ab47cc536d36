using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Recognition.Synthetic;

/// <summary>One thread's generator and input transform; filmed maps come from a stock that all threads share.</summary>
internal sealed class SampleMaker
{
    private readonly MotionGenerator _generator;
    private readonly FilmedStock? _filmed;
    private readonly float _filmedShare;
    private readonly InputTransform _transform;
    private readonly float[] _map;
    private readonly RandomStream _stream = new(0);

    public SampleMaker(SyntheticRecipe recipe, FilmedStock? filmed)
    {
        _generator = new MotionGenerator(recipe.Generator);
        (_filmed, _filmedShare) = (filmed, recipe.FilmedShare);
        _transform = InputDefinition.Parse(recipe.Recipe.Input).For(_generator.Shape);
        _map = new float[_generator.Shape.Length];
    }

    /// <summary>The inputs' size.</summary>
    public MapShape Shape => _transform.Shape;

    /// <summary>Makes the sample of a number.</summary>
    /// <returns>Its class.</returns>
    public int Make(RandomStream root, ulong number, Span<float> input, Span<float> units)
    {
        root.Derive(number, _stream);
        var label = NextMap(units);
        _transform.Apply(_map, input);
        return label;
    }

    private int NextMap(Span<float> units) =>
        _filmed is not null && _stream.Chance(_filmedShare)
            ? _filmed.Take(_stream, _map, units)
            : _generator.Next(_stream, _map, units);
}
