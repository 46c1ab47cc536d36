using Mien.Foundation;

namespace Mien.Tensors.Storage;

/// <summary>The content of a safetensors file; disposing it frees its tensors.</summary>
public sealed class TensorFile : IDisposable
{
    private readonly string _path;

    internal TensorFile(
        string path,
        IReadOnlyDictionary<string, string> metadata,
        IReadOnlyList<(string Name, Tensor Value)> tensors
    ) => (_path, Metadata, Tensors) = (path, metadata, tensors);

    /// <summary>Free text under names.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Tensors { get; }

    /// <summary>
    /// Copies every tensor of the file into the target of the same name, such as a module's parameters and states.
    /// </summary>
    /// <exception cref="InputFaultException">A name or shape of one side has no match on the other; nothing was copied.</exception>
    public void CopyTo(IReadOnlyCollection<(string Name, Tensor Value)> targets)
    {
        var pairs = targets
            .Select(target => (Source: Find(target.Name, target.Value.Shape), Target: target.Value))
            .ToList();
        var known = targets.Select(target => target.Name).ToHashSet();
        foreach (var (name, _) in Tensors)
        {
            if (!known.Contains(name))
            {
                throw new InputFaultException(
                    $"{_path}: tensor {SafeTensors.Shown(name)} belongs to another network; name the network that wrote the file"
                );
            }
        }

        pairs.ForEach(pair => pair.Source.Values.CopyTo(pair.Target.Values));
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var (_, value) in Tensors)
        {
            value.Dispose();
        }
    }

    private Tensor Find(string name, Shape shape)
    {
        foreach (var (other, value) in Tensors)
        {
            if (other == name)
            {
                return value.Shape == shape
                    ? value
                    : throw new InputFaultException(
                        $"{_path}: tensor {name} has shape {value.Shape} where the network has {shape}; name the network that wrote the file"
                    );
            }
        }

        throw new InputFaultException($"{_path}: tensor {name} is missing; name the network that wrote the file");
    }
}
