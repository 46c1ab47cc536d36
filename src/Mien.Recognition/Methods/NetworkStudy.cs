using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>A network at one set: the inputs of all clips.</summary>
public sealed class NetworkStudy : Study
{
    private readonly PreparedSet _set;
    private readonly InputMatrix _inputs;
    private readonly NetworkEntry _network;
    private readonly Recipe _recipe;

    /// <summary>Computes the inputs, and builds the network once so that maps of the wrong size are named before any work.</summary>
    /// <exception cref="InputFaultException">The input definition or the network does not fit the maps.</exception>
    public NetworkStudy(PreparedSet set, NetworkEntry network, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Classifier.Length > 0)
        {
            throw new InputFaultException(
                $"The recipe names the classifier '{recipe.Classifier}', and {network.Name} is a network: take a recipe for networks, or another --model."
            );
        }

        (_set, _network, _recipe) = (set, network, recipe);
        _inputs = new InputMatrix(set, InputDefinition.Parse(recipe.Input));
        using var trainer = CreateTrainer(1);
        Parameters = trainer.CountParameters();
        Start = trainer.Start is { } start
            ? RunStart.Of(start, StartModes.NameOf(recipe.Start!.Mode), recipe.Start.Hash, set)
            : null;
    }

    /// <inheritdoc/>
    public override long? Parameters { get; }

    /// <inheritdoc/>
    public override RunStart? Start { get; }

    /// <inheritdoc/>
    public override int? Epochs =>
        _recipe.Members > 0 ? _recipe.Epochs
        : _recipe.Start?.Mode == StartMode.FineTune ? _recipe.Start.Epochs
        : null;

    /// <summary>A trainer of the network for this set; every thread needs its own.</summary>
    public Trainer CreateTrainer(int threads) => new(_set, _inputs, _network, _recipe, threads);

    /// <inheritdoc/>
    public override ILearner CreateLearner(int threads) => new NetworkLearner(CreateTrainer(threads));
}
