using System.Globalization;

namespace Mien.Tensors.Layers;

/// <summary>Modules one after another, named "0", "1" and so on.</summary>
public sealed class Sequential : Module
{
    private readonly Module[] _modules;

    /// <summary>Takes over the modules in their order.</summary>
    public Sequential(params ReadOnlySpan<Module> modules)
    {
        _modules = modules.ToArray();
        for (var i = 0; i < _modules.Length; i++)
        {
            Register(i.ToString(CultureInfo.InvariantCulture), _modules[i]);
        }
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        foreach (var module in _modules)
        {
            x = module.Forward(tape, x);
        }

        return x;
    }
}
