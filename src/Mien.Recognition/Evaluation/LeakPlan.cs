using Mien.Recognition.Protocols;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// The evaluations that show what a leak is worth: one method split over frames and held out by subject, each with the true
/// labels and with labels shuffled over the clips. What a split scores on shuffled labels it owes to the leak alone.
/// </summary>
public static class LeakPlan
{
    /// <summary>Name of the split over frames.</summary>
    public const string Frames = "frames";

    /// <summary>Name of the run held out by subject.</summary>
    public const string People = "people";

    /// <summary>Name of the split over frames with shuffled labels.</summary>
    public const string FramesShuffled = "frames-shuffled";

    /// <summary>Name of the run held out by subject with shuffled labels.</summary>
    public const string PeopleShuffled = "people-shuffled";

    /// <summary>Plans the four evaluations.</summary>
    /// <param name="request">The method, its recipe, data, folds and seeds; its protocol is replaced.</param>
    /// <param name="labelSeed">Seed of the shuffle.</param>
    public static ComparisonPlan Of(EvaluationRequest request, ulong labelSeed)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (people, frames) = (
            request with
            {
                Protocol = new LeaveOneSubjectOut(),
            },
            request with
            {
                Protocol = new FrameKFold(),
            }
        );
        var shuffled = ShuffledLabels.Of(request.Set, labelSeed);
        return new ComparisonPlan([
            new PlannedRun(People, Alike(people)),
            new PlannedRun(Frames, Alike(frames)),
            new PlannedRun(PeopleShuffled, Alike(people with { Set = shuffled, LabelShuffle = labelSeed })),
            new PlannedRun(FramesShuffled, Alike(frames with { Set = shuffled, LabelShuffle = labelSeed })),
        ]);

        // Where real frames are split, people are held out over the same frames, so that nothing but the split differs.
        static EvaluationRequest Alike(EvaluationRequest run) => run.CanCountFrames ? run.AsFrames() : run;
    }
}
