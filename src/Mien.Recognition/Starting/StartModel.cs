using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Starting;

/// <summary>The finished model that trainings begin from, read once for each thread.</summary>
internal sealed class StartModel : IDisposable
{
    private const string Head = "head.";

    private readonly Model _model;
    private readonly string _path;

    private StartModel(Model model, string path) => (_model, _path) = (model, path);

    /// <summary>What the model is.</summary>
    public ModelDescription Description => _model.Description;

    /// <summary>Its networks.</summary>
    public IReadOnlyList<Module> Members =>
        _model.Network is Committee committee ? committee.Members : [_model.Network];

    /// <summary>Reads the start of a recipe, and checks that it fits the maps and the mode.</summary>
    /// <param name="start">The start.</param>
    /// <param name="inputs">The maps as network inputs.</param>
    /// <param name="classes">The set's classes.</param>
    /// <param name="network">The network that it must be; null for any.</param>
    /// <exception cref="InputFaultException">It does not; one sentence says why.</exception>
    public static StartModel Read(StartRecipe start, InputMatrix inputs, IReadOnlyList<string> classes, string? network)
    {
        var model = new StartModel(ModelFile.Read(start.File), start.File);
        try
        {
            model.RequireNetwork(network);
            model.Check(start, inputs.Shape, classes);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>A fresh network of the model's kind, with the model's weights everywhere but in the class head.</summary>
    /// <param name="member">Which of the model's members, counted round.</param>
    /// <param name="classes">Outputs of the fresh class head.</param>
    /// <param name="random">Source of the head's weights.</param>
    public Module Body(int member, int classes, RandomStream random)
    {
        var shape = Description.Shape with { Classes = classes };
        var network = NetworkRegistry.Find(Description.Network).Build(shape, random);
        Fill(network, Members[member % Members.Count]);
        return network;
    }

    /// <summary>The whole model again, with a class head for other classes and everything else as it is.</summary>
    public Committee WithFreshHeads(int classes, RandomStream random)
    {
        var shape = Description.Shape with { Classes = classes };
        var copies = new List<ClassAndUnitNetwork>();
        foreach (var member in Members)
        {
            copies.Add(ModelNetwork.CreateMember(Description.Network, shape, random));
            Fill(copies[^1], member);
        }

        return new Committee(copies);
    }

    /// <summary>A copy of the network as it is.</summary>
    public Module Copy()
    {
        var copy = ModelNetwork.Create(Description, new RandomStream(0));
        foreach (var (from, to) in _model.Network.Contents.Zip(copy.Contents))
        {
            from.Value.Values.CopyTo(to.Value.Values);
        }

        return copy;
    }

    public void Dispose() => _model.Dispose();

    /// <summary>Copies every tensor of the same name and size but those of the class head.</summary>
    private static void Fill(Module network, Module from)
    {
        var source = from.Contents.ToDictionary(tensor => WithoutBody(tensor.Name), tensor => tensor.Value);
        foreach (var (name, value) in network.Contents)
        {
            var plain = WithoutBody(name);
            if (!plain.StartsWith(Head, StringComparison.Ordinal))
            {
                source[plain].Values.CopyTo(value.Values);
            }
        }
    }

    /// <summary>The name of a tensor in the network itself, whether or not a unit head stands beside it.</summary>
    private static string WithoutBody(string name) =>
        name.StartsWith(ClassAndUnitNetwork.Body, StringComparison.Ordinal)
            ? name[ClassAndUnitNetwork.Body.Length..]
            : name;

    private void RequireNetwork(string? name)
    {
        if (name is not null && Description.Network != name)
        {
            throw new InputFaultException(
                $"Nothing is trained from fresh weights, so the network is that of {_path}: name it, --model {Description.Network}."
            );
        }
    }

    private void Check(StartRecipe start, MapShape maps, IReadOnlyList<string> classes)
    {
        var shape = Description.Shape;
        if (maps != shape.Input)
        {
            throw new InputFaultException(
                $"{_path} takes inputs of {shape.Input}, but the maps give {maps}: prepare them at the model's size."
            );
        }

        if (start.Mode == StartMode.Average)
        {
            var missing = classes.FirstOrDefault(name => !Description.Classes.Contains(name));
            if (missing is not null)
            {
                throw new InputFaultException(
                    $"{_path} knows {string.Join(", ", Description.Classes)}, not '{missing}', so its answers cannot be averaged with others: begin from it with fine-tune or frozen instead."
                );
            }
        }
        else if (Members[0] is not (ClassAndUnitNetwork or ConvMixer))
        {
            throw new InputFaultException(
                $"{_path} holds {Description.Network}, whose class head cannot be told from the rest: begin from it with the mode average, or from a ConvMixer or CABM."
            );
        }
        else if (start.Mode == StartMode.Frozen && _model.Network is not Committee)
        {
            throw new InputFaultException(
                $"{_path} has no head for action units, and features are kept only of models that have one: begin from it with fine-tune or average instead."
            );
        }
    }
}
