namespace Mien.Tensors.Layers;

/// <summary>
/// A part of a network: parameters, state and child modules under names. The module that creates a tensor disposes it,
/// and a module disposes its children.
/// </summary>
public abstract class Module : IDisposable
{
    private readonly List<Parameter> _ownParameters = [];
    private readonly List<(string Name, Tensor Value)> _ownStates = [];
    private readonly List<(string Name, Module Module)> _children = [];
    private List<Parameter>? _parameters;
    private List<(string Name, Tensor Value)>? _states;

    /// <summary>What training changes, own parameters first, then those of the children in their order.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters ??= CollectParameters();

    /// <summary>What a model file holds besides the parameters, such as running statistics.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> States => _states ??= CollectStates();

    /// <summary>The number of trainable numbers.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Value.Length);

    /// <summary>All that a model file holds: parameters, then states.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Contents =>
        [.. Parameters.Select(parameter => (parameter.Name, parameter.Value)), .. States];

    /// <summary>Computes the output; it belongs to the tape.</summary>
    public abstract Tensor Forward(Tape tape, Tensor x);

    /// <summary>Frees the tensors of this module and of its children.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the tensors of this module and of its children.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _ownParameters.ForEach(parameter => parameter.Value.Dispose());
        _ownStates.ForEach(state => state.Value.Dispose());
        _children.ForEach(child => child.Module.Dispose());
    }

    /// <summary>Adds a child, whose names are prefixed with <paramref name="name"/> and a dot.</summary>
    /// <returns>The child.</returns>
    protected TModule Register<TModule>(string name, TModule child)
        where TModule : Module
    {
        RequireNew(name);
        _children.Add((name, child));
        return child;
    }

    /// <summary>Creates a parameter of zeros.</summary>
    /// <param name="name">Its name within this module.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="decays">Whether weight decay applies; null: when it has two axes or more.</param>
    protected Tensor Parameter(string name, Shape shape, bool? decays = null)
    {
        RequireNew(name);
        var value = Tensor.Create(shape);
        value.RequiresGradient = true;
        _ownParameters.Add(new Parameter(name, value, decays ?? shape.Rank >= 2));
        return value;
    }

    /// <summary>Creates a state of zeros.</summary>
    protected Tensor State(string name, Shape shape)
    {
        RequireNew(name);
        var value = Tensor.Create(shape);
        _ownStates.Add((name, value));
        return value;
    }

    private List<Parameter> CollectParameters() =>
        [
            .. _ownParameters,
            .. _children.SelectMany(child =>
                child.Module.Parameters.Select(parameter => parameter with { Name = $"{child.Name}.{parameter.Name}" })
            ),
        ];

    private List<(string Name, Tensor Value)> CollectStates() =>
        [
            .. _ownStates,
            .. _children.SelectMany(child =>
                child.Module.States.Select(state => ($"{child.Name}.{state.Name}", state.Value))
            ),
        ];

    private void RequireNew(string name)
    {
        _parameters = null;
        _states = null;
        if (
            _ownParameters.Exists(parameter => parameter.Name == name)
            || _ownStates.Exists(state => state.Name == name)
            || _children.Exists(child => child.Name == name)
        )
        {
            throw new ArgumentException($"the name {name} is taken", nameof(name));
        }
    }
}
