using System.Globalization;
using Mien.Data.Filmed;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Calibration;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Optimization;

namespace Mien.Recognition.Synthetic;

/// <summary>
/// Trains a model on made-up motion alone: a class head and a head for action units by side. The same seed gives the same
/// file on any number of threads (of one instruction set).
/// </summary>
public sealed class SyntheticTrainer
{
    private const int BlockBatches = 16;

    private readonly SyntheticRecipe _recipe;
    private readonly int _seed;
    private readonly int _threads;
    private readonly MapShape _map;
    private readonly IReadOnlyList<string> _classes;

    /// <summary>Prepares a training.</summary>
    /// <exception cref="InputFaultException">
    /// The input definition or the network does not fit the maps, or the network can have no action-unit head.
    /// </exception>
    public SyntheticTrainer(SyntheticRecipe recipe, int seed, int threads)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentOutOfRangeException.ThrowIfLessThan(recipe.Recipe.Batch, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(recipe.Samples, recipe.Recipe.Batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(recipe.Members, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recipe.Members, ModelNetwork.MostMembers);
        (_recipe, _seed, _threads) = (recipe, seed, threads);
        var generator = new MotionGenerator(recipe.Generator);
        (_map, _classes) = (generator.Shape, generator.Classes);
        var input = InputDefinition.Parse(recipe.Recipe.Input).ShapeOf(_map);
        Shape = new NetworkShape(input.Height, input.Width, input.Channels, _classes.Count);
        // Better told before minutes of filming than after.
        ModelNetwork.CreateMember(recipe.Network, Shape, new RandomStream(0)).Dispose();
    }

    /// <summary>The size of the networks.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Filmed maps in stock: no more than a member draws.</summary>
    private int FilmedMaps => Math.Clamp((int)(_recipe.FilmedShare * _recipe.Samples), 1, _recipe.FilmedStock);

    private int Steps => _recipe.Samples / _recipe.Recipe.Batch;

    /// <summary>Trains every member and sets the unit thresholds.</summary>
    /// <param name="progress">Told of every block of steps.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <returns>The model; the caller disposes it.</returns>
    public Model Train(IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var root = new RandomStream((ulong)_seed).Derive("made-up motion");
        var filmed = _recipe.FilmedShare > 0 ? Film(FilmedMaps, root, progress, cancellation) : null;
        var members = new List<ClassAndUnitNetwork>();
        try
        {
            for (var i = 0; i < _recipe.Members; i++)
            {
                var random = root.Derive((ulong)i);
                members.Add(ModelNetwork.CreateMember(_recipe.Network, Shape, random.Derive("weights")));
                TrainMember(members[i], i, filmed, random, progress, cancellation);
            }
        }
        catch
        {
            members.ForEach(member => member.Dispose());
            throw;
        }

        progress.Report(new ProgressStep(Title, _recipe.Members * Steps, _recipe.Members * Steps));
        return Calibrate(new Committee(members), root.Derive("calibration"), progress, cancellation);
    }

    private const string Title = "made-up motion";

    private FilmedStock Film(
        int count,
        RandomStream random,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        using var workers = new Workers(_threads);
        return new FilmedStock(_recipe, count, random.Derive("filmed"), workers, progress, cancellation);
    }

    private void TrainMember(
        ClassAndUnitNetwork network,
        int member,
        FilmedStock? filmed,
        RandomStream random,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var recipe = _recipe.Recipe;
        using var workers = new Workers(_threads);
        using var tape = new Tape(workers) { Random = random.Derive("dropout") };
        using var optimizer = new AdamW(network.Parameters, new AdamWOptions { WeightDecay = recipe.WeightDecay });
        using var batch = new SyntheticBatch(_recipe, Shape);
        var schedule = new CosineSchedule(recipe.MaxRate, Steps, Math.Max(1, (int)(recipe.WarmUp * Steps)));
        var block = new SampleBlock(_recipe, filmed, random.Derive("samples"), BlockBatches * recipe.Batch, workers);
        for (var step = 0; step < Steps; step++)
        {
            var inBlock = step % BlockBatches;
            if (inBlock == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report(new ProgressStep(Title, (member * Steps) + step, _recipe.Members * Steps));
                block.Fill((long)step * recipe.Batch);
            }

            batch.Fill(block, inBlock * recipe.Batch);
            optimizer.ZeroGradients();
            tape.Backward(batch.Loss(tape, network));
            optimizer.Step(schedule.RateAt(step));
            tape.Reset();
        }
    }

    /// <summary>Sets the unit thresholds on fresh maps and writes down where the model comes from.</summary>
    private Model Calibrate(
        Committee network,
        RandomStream random,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var (set, targets) = FreshMaps(random, progress, cancellation);
        var model = new Model(Describe([.. new float[ActionUnitSides.Count]], ""), network);
        var scores = model.Predict(set, _threads);
        var right = scores.Where((row, i) => Array.IndexOf(row, row.Max()) == set.Labels[i]).Count();
        var thresholds = UnitCalibration.Thresholds(model.PredictUnits(set, _threads)!, targets);
        var accuracy = ((double)right / scores.Length).ToString("F3", CultureInfo.InvariantCulture);
        var description = Describe(thresholds, $" Accuracy on fresh made-up maps: {accuracy}.");
        return new Model(description with { Calibration = CalibrationOn(set, scores) }, network);
    }

    private static ModelCalibration CalibrationOn(PreparedSet set, float[][] scores) =>
        ModelCalibration.Fit(
            scores,
            set.Labels.ToArray(),
            [.. set.Clips.Select(clip => clip.Subject)],
            $"{scores.Length} fresh made-up maps of {set.Persons.Count} faces; how well it holds for people is not known"
        );

    /// <summary>Maps that no member has seen, filmed and formulated in the shares of the training.</summary>
    private (PreparedSet Set, float[][] Targets) FreshMaps(
        RandomStream random,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var fromFilm = (int)MathF.Round(_recipe.FilmedShare * _recipe.Calibration);
        var filmed = fromFilm > 0 ? Film(fromFilm, random, progress, cancellation) : null;
        var generator = new MotionGenerator(_recipe.Generator);
        var clips = new PreparedClip[_recipe.Calibration];
        var targets = new float[_recipe.Calibration][];
        for (var i = 0; i < clips.Length; i++)
        {
            var values = new float[_map.Length];
            targets[i] = new float[ActionUnitSides.Count];
            var label =
                i < fromFilm
                    ? filmed!.Copy(i, values, targets[i])
                    : generator.Next(random.Derive((ulong)i), values, targets[i]);
            clips[i] = new PreparedClip
            {
                Dataset = SyntheticSet.Dataset,
                // A filmed face makes many maps, and must not be in both halves of a calibration.
                Subject = i < fromFilm ? $"film{i / _recipe.Film.ClipsOfFace}" : $"{i}",
                Clip = $"{i}",
                Label = _classes[label],
                Map = new MotionMap(_map, values),
            };
        }

        return (new PreparedSet(clips, _classes), targets);
    }

    private ModelDescription Describe(IReadOnlyList<float> thresholds, string remark) =>
        new()
        {
            Network = _recipe.Network,
            Shape = Shape,
            Classes = _classes,
            Crop = _recipe.Generator.Layout.Name,
            Recipe = _recipe.Recipe,
            TrainingData =
                $"Made-up motion of facial action units ({Generators()}, seed {_seed}, {_recipe.Members} networks, {_recipe.Samples} maps each, unit weight {_recipe.UnitWeight.ToString(CultureInfo.InvariantCulture)}); no face, frame or map of a person.{remark}",
            People = [],
            Seed = _seed,
            Members = _recipe.Members,
            UnitThresholds = thresholds,
            Version = RunDocuments.Version,
        };

    private string Generators()
    {
        var formulas = $"generator {MotionGenerator.Version}";
        var films = $"{FilmedMaps} maps filmed on drawn faces (film {FilmedMotionGenerator.Version})";
        var share = (100 * _recipe.FilmedShare).ToString("0.#", CultureInfo.InvariantCulture);
        return _recipe.FilmedShare switch
        {
            <= 0 => formulas,
            >= 1 => films,
            _ => $"{formulas} and, for {share} %, {films}",
        };
    }
}
