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
        return new Model(Describe(set, inputs, trainer, recipe, seed), trained);
    }

    private static ModelDescription Describe(
        PreparedSet set,
        InputMatrix inputs,
        Trainer trainer,
        Recipe recipe,
        int seed
    )
    {
        var parts = trainer.Parts;
        return new ModelDescription
        {
            Network = parts[0].Network,
            Shape = Trainer.NetworkShapeOf(inputs, set),
            Classes = set.Classes,
            Recipe = recipe,
            TrainingData = trainer.Start is null
                ? Statement(set)
                : $"{Statement(set)} Begun ({StartModes.NameOf(recipe.Start!.Mode)}) from a model that was trained on: {trainer.Start.TrainingData}",
            DataHash = set.Hash,
            People = PeopleOf(set, trainer.Start),
            Seed = seed,
            Members = parts.Count == 1 ? parts[0].Members : 0,
            Parts = parts.Count == 1 ? [] : parts,
            // A frozen model keeps its head for action units, and what was set for it.
            UnitThresholds = parts.Count == 1 && parts[0].Members > 0 ? trainer.Start!.UnitThresholds : [],
            Version = RunDocuments.Version,
        };
    }

    /// <summary>The set's people and those of the model begun from; null when the latter does not say whom it saw.</summary>
    private static string[]? PeopleOf(PreparedSet set, ModelDescription? start)
    {
        var own = set.Persons.Select(person => person.ToString());
        if (start is null)
        {
            return [.. own];
        }

        return start.People is null && start.DataHash.Length > 0 ? null : [.. own.Union(start.People ?? []).Order()];
    }

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
