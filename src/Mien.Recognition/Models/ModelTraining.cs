using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Models;

/// <summary>Trains one network on a whole set: what is shipped or used, as opposed to what is scored.</summary>
public static class ModelTraining
{
    /// <summary>Trains and describes a model.</summary>
    /// <param name="set">All clips to learn from.</param>
    /// <param name="network">The network.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="seed">The same seed gives the same weights, whatever the threads.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Told of every epoch.</param>
    /// <returns>The model; the caller disposes it.</returns>
    public static Model Train(
        PreparedSet set,
        NetworkEntry network,
        Recipe recipe,
        int seed,
        int threads,
        IProgress<ProgressStep> progress
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(recipe);
        var inputs = new InputMatrix(set, InputDefinition.Parse(recipe.Input));
        using var trainer = new Trainer(set, inputs, network, recipe, threads);
        var clips = Enumerable.Range(0, set.Clips.Count).ToArray();
        var trained = trainer.Train(clips, new RandomStream((ulong)seed).Derive("whole set"), progress);
        return new Model(Describe(set, inputs, network, recipe, seed), trained);
    }

    private static ModelDescription Describe(
        PreparedSet set,
        InputMatrix inputs,
        NetworkEntry network,
        Recipe recipe,
        int seed
    ) =>
        new()
        {
            Network = network.Name,
            Shape = Trainer.NetworkShapeOf(inputs, set),
            Classes = set.Classes,
            Recipe = recipe,
            TrainingData = Statement(set),
            DataHash = set.Hash,
            Seed = seed,
            Version = RunDocuments.Version,
        };

    private static string Statement(PreparedSet set)
    {
        var datasets = set
            .Clips.GroupBy(clip => clip.Dataset)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                $"{group.Key} ({group.Count()} clips of {group.Select(clip => clip.Subject).Distinct().Count()} subjects)"
            );
        return $"{string.Join(", ", datasets)}; all clips that were given.";
    }
}
