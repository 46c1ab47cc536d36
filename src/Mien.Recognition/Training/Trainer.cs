using Mien.Data.Augmentation;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Recognition.Training;

/// <summary>
/// Trains networks on parts of one set, one after the other, keeping its memory between them. A fold's result depends on
/// the set, the clips, the recipe and the random stream only, not on what was trained before or on the number of threads.
/// Every thread that trains needs its own trainer.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly PreparedSet _set;
    private readonly InputMatrix _inputs;
    private readonly NetworkEntry _network;
    private readonly Recipe _recipe;
    private readonly Augmenter _augmenter;
    private readonly Workers _workers;
    private readonly Tape _tape;

    /// <summary>Prepares to train.</summary>
    /// <param name="set">The set; which of its clips are learnt from is said for each training.</param>
    /// <param name="inputs">Its inputs, shared between trainers.</param>
    /// <param name="network">The network.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="threads">Threads of one training; results do not depend on it.</param>
    public Trainer(PreparedSet set, InputMatrix inputs, NetworkEntry network, Recipe recipe, int threads)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(recipe);
        _set = set;
        _inputs = inputs;
        _network = network;
        _recipe = recipe;
        _augmenter = AugmentationDefinition.Parse(recipe.Augmentation).For(inputs.Shape, inputs.Channels);
        _workers = new Workers(threads);
        _tape = new Tape(_workers);
    }

    /// <summary>Trains a fresh network on the given clips for the recipe's fixed number of epochs.</summary>
    /// <param name="clips">Places of the training clips in the set, at least one.</param>
    /// <param name="random">Source of the weights, the order, the augmentation and the dropout.</param>
    /// <param name="progress">Told of every finished epoch; null for nobody.</param>
    /// <param name="keep">Where the state of a long training is kept; null for a training that is never interrupted.</param>
    /// <param name="stop">Ends the training at the end of the epoch under way, with its state kept.</param>
    /// <returns>The network after the last epoch; the caller disposes it.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Module Train(
        IReadOnlyList<int> clips,
        RandomStream random,
        IProgress<ProgressStep>? progress = null,
        TrainingKeep? keep = null,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(random);
        var network = _network.Create(NetworkShapeOf(_inputs, _set), random.Derive("weights"));
        using var training = new TrainingRun(_set, _inputs, _recipe, _augmenter, clips, network, random);
        try
        {
            training.Run(_tape, progress, keep, stop);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The shape that a set's networks have.</summary>
    public static NetworkShape NetworkShapeOf(InputMatrix inputs, PreparedSet set)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(set);
        return new NetworkShape(inputs.Shape.Height, inputs.Shape.Width, inputs.Shape.Channels, set.Classes.Count);
    }

    /// <summary>Class probabilities of clips, one row a clip.</summary>
    public float[][] Predict(Module network, IReadOnlyList<int> clips) =>
        Predictor.Predict(_tape, network, _inputs, clips, _set.Classes.Count, _recipe.MirrorInTest ? _augmenter : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tape.Dispose();
        _workers.Dispose();
    }
}
