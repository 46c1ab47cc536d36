using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Models;

namespace Mien.Recognition.Explanation;

/// <summary>Explains what a finished model says of clips.</summary>
public static class ModelExplainer
{
    /// <summary>The stream of the random weights of the sanity test, derived from the model's seed.</summary>
    internal const string RandomWeights = "random weights of the sanity test";

    /// <summary>Explains clips.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">Maps of the size that it was trained for.</param>
    /// <param name="clips">Places of the clips in the set.</param>
    /// <param name="threads">Threads; maps do not depend on them.</param>
    /// <param name="progress">Told of every clip.</param>
    /// <param name="stop">Ends between two clips.</param>
    /// <exception cref="InputFaultException">The maps have another size.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Explanations Explain(
        Model model,
        PreparedSet set,
        IReadOnlyList<int> clips,
        int threads,
        IProgress<ProgressStep> progress,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(progress);
        Explainer.RequireSingleMaps(set);
        var scores = model.Predict(set, threads);
        var random = new RandomStream((ulong)model.Description.Seed).Derive(RandomWeights);
        using var explainer = new Explainer(
            set,
            InputDefinition.Parse(model.Description.Recipe.Input),
            ModelNetwork.Create(model.Description, random),
            threads
        );
        var items = new List<ClipExplanation>(clips.Count);
        foreach (var clip in clips)
        {
            stop.ThrowIfCancellationRequested();
            items.Add(explainer.Explain(model.Network, clip, scores[clip]));
            progress.Report(new ProgressStep("explaining", items.Count, clips.Count));
        }

        return new Explanations(
            set,
            model.Description.Classes,
            items,
            $"The finished model; it was trained on: {model.Description.TrainingData}"
        );
    }
}
