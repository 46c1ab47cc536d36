using Mien.Data.Augmentation;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Classifiers;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Starting;
using Mien.Tensors;
using Mien.Tensors.Layers;

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
    private readonly StartModel? _start;
    private readonly Workers _workers;
    private readonly Tape _tape;
    private readonly FrozenHead? _frozen;

    /// <summary>Prepares to train.</summary>
    /// <param name="set">The set; which of its clips are learnt from is said for each training.</param>
    /// <param name="inputs">Its inputs, shared between trainers.</param>
    /// <param name="network">The network.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="threads">Threads of one training; results do not depend on it.</param>
    /// <exception cref="InputFaultException">The model that the recipe begins from is not usable for this set.</exception>
    public Trainer(PreparedSet set, InputMatrix inputs, NetworkEntry network, Recipe recipe, int threads)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(recipe);
        _set = set;
        _inputs = inputs;
        _network = network;
        _recipe = recipe;
        _augmenter = AugmentationDefinition.Parse(recipe.Augmentation).For(inputs.Shape, inputs.Channels);
        _start = recipe.Start is { } start ? StartModel.Read(start, inputs, set.Classes, RequiredNetwork) : null;
        _workers = new Workers(threads);
        _tape = new Tape(_workers);
        _frozen =
            recipe.Start?.Mode == StartMode.Frozen
                ? new FrozenHead(_start!, inputs, set.Clips.Count, _augmenter, _tape)
                : null;
    }

    /// <summary>
    /// Trains what the recipe asks for on the given clips, for fixed numbers of epochs: one fresh network, or several
    /// fresh and begun ones that answer together.
    /// </summary>
    /// <param name="clips">Places of the training clips in the set, at least one.</param>
    /// <param name="random">Source of the weights, the order, the augmentation and the dropout.</param>
    /// <param name="progress">Told of every finished epoch; null for nobody.</param>
    /// <param name="keep">Where the state of a long training is kept; null for a training that is never interrupted.</param>
    /// <param name="watch">Looks at the network after every epoch; the training does not depend on it. Null for nobody.</param>
    /// <param name="stop">Ends the training at the end of the epoch under way, with its state kept.</param>
    /// <returns>The network after the last epoch; the caller disposes it.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Module Train(
        IReadOnlyList<int> clips,
        RandomStream random,
        IProgress<ProgressStep>? progress = null,
        TrainingKeep? keep = null,
        ITrainingWatch? watch = null,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(random);
        return _recipe.IsOneNetwork
            ? TrainNetwork(Fresh(random), _recipe, clips, random, progress, keep, stop, watch)
            : TrainVotes(clips, random, progress, keep, stop);
    }

    /// <summary>
    /// The most native memory that a training took so far: activations, and for every weight itself, its gradient and two
    /// moments; inputs, which trainers share, are not counted.
    /// </summary>
    public long PeakBytes { get; private set; }

    /// <summary>What <see cref="Train"/> gives for a set, by the names of its networks; empty for one network.</summary>
    internal IReadOnlyList<ModelPart> Parts
    {
        get
        {
            var parts = new List<ModelPart>();
            parts.AddRange(Enumerable.Repeat(ModelPart.Of(_network.Name, _set.Classes.Count), _recipe.Members));
            parts.AddRange(StartParts());
            return parts;
        }
    }

    /// <summary>Trainable numbers of all networks; building each once names a map of the wrong size before any work.</summary>
    /// <exception cref="InputFaultException">A network cannot have the set's maps or classes.</exception>
    internal long CountParameters()
    {
        var none = new RandomStream(0);
        return (_recipe.Members == 0 ? 0 : _recipe.Members * CountAndDispose(Fresh(none)))
            + _recipe.Start?.Mode switch
            {
                StartMode.FineTune => _recipe.Start.Members
                    * CountAndDispose(_start!.Body(0, _set.Classes.Count, none)),
                StartMode.Frozen => CountAndDispose(_start!.WithFreshHeads(_set.Classes.Count, none)),
                StartMode.Average => CountAndDispose(_start!.Copy()),
                _ => 0,
            };
    }

    private static long CountAndDispose(Module network)
    {
        using (network)
        {
            return network.ParameterCount;
        }
    }

    /// <summary>The model that the recipe begins from; null for none.</summary>
    internal ModelDescription? Start => _start?.Description;

    /// <summary>Where nothing is trained from fresh weights, the named network must be the start model's.</summary>
    private string? RequiredNetwork => _recipe.Members == 0 ? _network.Name : null;

    private int StartedNetworks => _recipe.Start?.Mode == StartMode.FineTune ? _recipe.Start.Members : 0;

    private IEnumerable<ModelPart> StartParts()
    {
        if (_start is null)
        {
            return [];
        }

        var (about, votes) = (_start.Description, _recipe.Start!.Members);
        return _recipe.Start.Mode switch
        {
            StartMode.FineTune => Enumerable.Repeat(ModelPart.Of(about.Network, _set.Classes.Count), votes),
            StartMode.Frozen =>
            [
                ModelPart.Of(about.Network, _set.Classes.Count) with
                {
                    Members = about.Members,
                    Votes = votes,
                },
            ],
            _ =>
            [
                new ModelPart(
                    about.Network,
                    about.Members,
                    about.Classes.Count,
                    [.. _set.Classes.Select(name => IndexOf(about.Classes, name))],
                    votes
                ),
            ],
        };
    }

    private static int IndexOf(IReadOnlyList<string> names, string name) => Array.IndexOf([.. names], name);

    private Module TrainVotes(
        IReadOnlyList<int> clips,
        RandomStream random,
        IProgress<ProgressStep>? progress,
        TrainingKeep? keep,
        CancellationToken stop
    )
    {
        var networks = new List<Module>();
        try
        {
            for (var i = 0; i < _recipe.Members; i++)
            {
                var own = random.Derive($"member {i}");
                networks.Add(TrainNetwork(Fresh(own), _recipe, clips, own, Told(progress, i), keep?.Of(i), stop));
            }

            for (var i = 0; i < StartedNetworks; i++)
            {
                var (own, nth) = (random.Derive($"started {i}"), _recipe.Members + i);
                var body = _start!.Body(i, _set.Classes.Count, own.Derive("weights"));
                networks.Add(TrainNetwork(body, FineTuning, clips, own, Told(progress, nth), keep?.Of(nth), stop));
            }

            networks.AddRange(Untrained(clips));
            return networks.Count == 1 ? networks[0] : new VoteNetwork([.. networks.Zip(Parts)]);
        }
        catch
        {
            networks.ForEach(network => network.Dispose());
            throw;
        }
    }

    private Recipe FineTuning => _recipe with { Epochs = _recipe.Start!.Epochs, MaxRate = _recipe.Start.MaxRate };

    private Module Fresh(RandomStream random) =>
        _network.Build(NetworkShapeOf(_inputs, _set), random.Derive("weights"));

    /// <summary>What answers without a training: the start model under a fitted head, or as it is.</summary>
    private IEnumerable<Module> Untrained(IReadOnlyList<int> clips)
    {
        if (_recipe.Start?.Mode == StartMode.Average)
        {
            yield return _start!.Copy();
        }

        if (_frozen is not null)
        {
            var head = new LogisticOptions { C = _recipe.Start!.HeadStrength, Balanced = _recipe.ClassWeightPower > 0 };
            yield return _frozen.Fit(clips, _set.Labels, _set.Classes.Count, head);
        }
    }

    private Module TrainNetwork(
        Module network,
        Recipe recipe,
        IReadOnlyList<int> clips,
        RandomStream random,
        IProgress<ProgressStep>? progress,
        TrainingKeep? keep,
        CancellationToken stop,
        ITrainingWatch? watch = null
    )
    {
        using var training = new TrainingRun(_set, _inputs, recipe, _augmenter, clips, network, random);
        try
        {
            training.Run(_tape, progress, keep, watch, stop);
            PeakBytes = Math.Max(PeakBytes, _tape.NativeBytes + (4L * sizeof(float) * network.ParameterCount));
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private NetworkProgress? Told(IProgress<ProgressStep>? progress, int nth) =>
        progress is null ? null : new NetworkProgress(progress, nth + 1, _recipe.Members + StartedNetworks);

    /// <summary>The shape that a set's networks have.</summary>
    public static NetworkShape NetworkShapeOf(InputMatrix inputs, PreparedSet set)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(set);
        var (height, width, channels, frames) = inputs.Shape;
        return new NetworkShape(height, width, channels, set.Classes.Count, frames);
    }

    /// <summary>Class probabilities of clips, one row a clip.</summary>
    public float[][] Predict(Module network, IReadOnlyList<int> clips) =>
        Predictor.Predict(_tape, network, _inputs, clips, _set.Classes.Count, _recipe.MirrorInTest ? _augmenter : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tape.Dispose();
        _workers.Dispose();
        _start?.Dispose();
    }

    /// <summary>Progress of one of several networks.</summary>
    private sealed class NetworkProgress(IProgress<ProgressStep> progress, int nth, int networks)
        : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) =>
            progress.Report(value with { What = $"training network {nth} of {networks}" });
    }
}
