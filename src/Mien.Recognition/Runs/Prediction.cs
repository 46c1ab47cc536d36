using Mien.Data.Prepared;

namespace Mien.Recognition.Runs;

/// <summary>What one trained network said of one held-out sample.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Subject">Subject's id within the dataset; a subject is always (dataset, id).</param>
/// <param name="Clip">
/// The clip's id within its subject; under a split over frames the frame's, such as <c>EP02_01f#3</c>, so that
/// (dataset, subject, clip) names a sample once.
/// </param>
/// <param name="Fold">The fold in which the sample was held out, from 0.</param>
/// <param name="Seed">The seed of the network.</param>
/// <param name="Truth">Index of the true class.</param>
/// <param name="Predicted">Index of the named class.</param>
/// <param name="Scores">One score a class, higher is likelier; empty when only the class was given.</param>
public sealed record Prediction(
    string Dataset,
    string Subject,
    string Clip,
    int Fold,
    int Seed,
    int Truth,
    int Predicted,
    float[] Scores
)
{
    /// <summary>The prediction of a clip from its scores: the class of the highest, the first of equals.</summary>
    /// <param name="set">The set that holds the clip.</param>
    /// <param name="clip">Its place there.</param>
    /// <param name="fold">The fold in which it was held out.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="scores">One score a class.</param>
    public static Prediction Of(PreparedSet set, int clip, int fold, int seed, float[] scores)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(scores);
        var about = set.Clips[clip];
        var predicted = Array.IndexOf(scores, scores.Max());
        return new Prediction(
            about.Dataset,
            about.Subject,
            about.Clip,
            fold,
            seed,
            set.Labels[clip],
            predicted,
            scores
        );
    }

    /// <summary>Which sample this is, whatever the seed.</summary>
    public SampleKey Key => new(Dataset, Subject, Clip);
}
