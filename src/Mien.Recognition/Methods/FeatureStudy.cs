using Mien.Data.Augmentation;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Classifiers;
using Mien.Recognition.Features;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>A feature and a classifier at one set: the features of all clips, and of their mirror images where the recipe asks for them.</summary>
public sealed class FeatureStudy : Study
{
    private readonly PreparedSet _set;
    private readonly FeatureTable _table;
    private readonly Lazy<IClassifier> _classifier;
    private readonly bool _mirrorInTraining;
    private readonly bool _mirrorInTest;

    /// <summary>Computes the features.</summary>
    /// <exception cref="InputFaultException">The recipe names no classifier, or a line of it does not fit the maps.</exception>
    public FeatureStudy(PreparedSet set, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Classifier.Length == 0)
        {
            throw new InputFaultException(
                "The recipe is one for networks, and the method needs a classifier: give it a recipe with 'features' and 'classifier'."
            );
        }

        var definition = ClassifierDefinition.Parse(recipe.Classifier);
        _set = set;
        (_mirrorInTraining, _mirrorInTest) = (Mirrors(recipe), recipe.MirrorInTest);
        _table = TableOf(
            new InputMatrix(set, InputDefinition.Parse(recipe.Input)),
            FeatureDefinition.Parse(recipe.Features),
            set.Clips.Count,
            _mirrorInTraining || _mirrorInTest
        );
        _classifier = new Lazy<IClassifier>(() => definition.For(_table));
    }

    /// <inheritdoc/>
    public override long? Parameters => null;

    /// <inheritdoc/>
    public override int? Epochs => null;

    /// <inheritdoc/>
    public override ILearner CreateLearner(int threads) => new Learner(this);

    /// <summary>Mirror images are all that a classifier can be given besides the clips: it sees every sample once.</summary>
    private static bool Mirrors(Recipe recipe) =>
        recipe.Augmentation.Trim() switch
        {
            "mirror" => true,
            "none" => false,
            var other => throw new InputFaultException(
                $"The recipe's augmentation '{other}' is none for a classifier, which sees every sample once: write 'mirror' for mirrored copies, or 'none'."
            ),
        };

    private static FeatureTable TableOf(InputMatrix inputs, FeatureDefinition definition, int clips, bool mirrored)
    {
        var extractor = definition.For(inputs.Shape, inputs.Channels);
        var table = new FeatureTable(clips, extractor.Length, mirrored);
        var mirror = AugmentationDefinition.None.For(inputs.Shape, inputs.Channels);
        var image = new float[inputs.Shape.Length];
        for (var clip = 0; clip < clips; clip++)
        {
            extractor.Extract(inputs[clip], table[table.RowOf(clip)]);
            if (mirrored)
            {
                mirror.Mirrored(inputs[clip], image);
                extractor.Extract(image, table[table.MirroredRowOf(clip)]);
            }
        }

        return table;
    }

    private float[] Score(ITrainedClassifier trained, int clip)
    {
        var scores = new double[_set.Classes.Count];
        trained.Score(_table.RowOf(clip), scores);
        if (_mirrorInTest)
        {
            var mirrored = new double[scores.Length];
            trained.Score(_table.MirroredRowOf(clip), mirrored);
            for (var label = 0; label < scores.Length; label++)
            {
                scores[label] = (scores[label] + mirrored[label]) / 2;
            }
        }

        return [.. scores.Select(score => (float)score)];
    }

    private sealed class Learner(FeatureStudy study) : ILearner
    {
        public ILearnt Learn(IReadOnlyList<int> clips, RandomStream random, TrainingKeep? keep, CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            var rows = clips.Select(study._table.RowOf);
            var labels = clips.Select(clip => study._set.Labels[clip]);
            return new Learnt(
                study,
                study._mirrorInTraining
                    ? Train([.. rows, .. clips.Select(study._table.MirroredRowOf)], [.. labels, .. labels])
                    : Train([.. rows], [.. labels])
            );
        }

        public void Dispose() { }

        private ITrainedClassifier Train(int[] rows, int[] labels) =>
            study._classifier.Value.Train(rows, labels, study._set.Classes.Count);
    }

    private sealed class Learnt(FeatureStudy study, ITrainedClassifier trained) : ILearnt
    {
        public float[][] Score(IReadOnlyList<int> clips) => [.. clips.Select(clip => study.Score(trained, clip))];

        public void Dispose() { }
    }
}
