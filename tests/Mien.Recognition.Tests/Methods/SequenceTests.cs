using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Networks;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Methods;

/// <summary>Sequences of maps where single ones were, and the other way round.</summary>
public sealed class SequenceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_that_cannot_take_what_the_set_holds_says_so(string name)
    {
        var entry = NetworkRegistry.Find(name);
        var set = entry.TakesSequences ? MadeUpClips.Set(2, 3) : Sequences(MadeUpClips.Set(2, 3));

        var fault = Assert.Throws<InputFaultException>(() => new NetworkMethod(entry).Begin(set, new Recipe()));

        Assert.Contains(
            entry.TakesSequences ? "--sequence 8" : "without --sequence",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_hand_crafted_rival_on_the_values_takes_sequences()
    {
        var method = MethodRegistry.Find("svm-linear");
        var set = Sequences(MadeUpClips.Set(2, 6));
        using var learner = method.Begin(set, method.Recipe).CreateLearner(1);

        using var learnt = learner.Learn([0, 1, 2, 3, 4, 5], new RandomStream(0), null, CancellationToken.None);

        Assert.All(learnt.Score([6, 7]), row => Assert.Equal(3, row.Length));
    }

    [Fact]
    public void An_imitated_neighbour_moves_all_frames_of_a_sequence_alike_and_looks_like_it()
    {
        var set = Sequences(MadeUpClips.Set(1, 3));

        var copies = NeighbourFrames.Imitate(set, new RandomStream(1));

        Assert.Equal(set.Shape, copies.Shape);
        var (one, other) = (set.Clips[0].Map, copies.Clips[0].Map);
        Assert.True(Words(one).IsLike(Words(other)));
        Assert.False(Words(one).IsLike(Words(set.Clips[1].Map)));
        for (var frame = 0; frame < 4; frame++)
        {
            var size = one.Shape.FrameLength;
            var distance = one
                .Values.Skip(frame * size)
                .Take(size)
                .Zip(other.Values.Skip(frame * size), (a, b) => Math.Abs(a - b))
                .Average();
            Assert.InRange(distance, 0.1, 12);
        }
    }

    [Fact]
    public void The_frames_of_a_sequence_are_maps_named_after_their_clip()
    {
        var set = Sequences(MadeUpClips.Set(1, 3));

        var frames = SequenceFrames.Of(set);

        Assert.Equal((12, set.Shape.Frame), (frames.Clips.Count, frames.Shape));
        Assert.Equal(["c00#1", "c00#2", "c00#3", "c00#4", "c01#1"], frames.Clips.Take(5).Select(clip => clip.Clip));
        Assert.Equal(
            set.Clips[1].Map.Values[(2 * set.Shape.FrameLength)..(3 * set.Shape.FrameLength)],
            frames.Clips[6].Map.Values
        );
    }

    [Fact]
    public void A_split_over_frames_takes_the_real_ones_and_holds_people_out_over_the_same()
    {
        var set = Sequences(MadeUpClips.Set(3, 6));
        var request = FrameSplit(set, "cabm");

        var run = Evaluate(request);

        var honest = RunFolder.Read(Path.Combine(_folder, Evaluator.HonestFolder));
        Assert.Contains("none is imitated", run.Run.Remarks[0], StringComparison.Ordinal);
        Assert.Contains("none is imitated", honest.Run.Remarks[0], StringComparison.Ordinal);
        Assert.Equal((72, 72), (run.Metrics.Full.Samples, honest.Metrics.Full.Samples));
        Assert.Contains(run.Predictions.Rows, row => row.Clip == "c05#4");
        Assert.Equal(CheckStatus.Fails, CheckOf(run, "clips apart"));
        Assert.True(Audit.Of(honest).Clean);
        var again = RunRequest.Of(honest.Run, set, []);
        Assert.Equal(CheckStatus.Holds, DataCheck.Run(again.Set, honest.Splits, honest.Predictions).Status);
    }

    [Fact]
    public void Frames_are_imitated_for_what_needs_whole_sequences_and_where_there_is_one_map()
    {
        var single = Evaluate(FrameSplit(MadeUpClips.Set(3, 6), "cabm"));
        Assert.StartsWith("No real frames were split: 5 neighbouring", single.Run.Remarks[0], StringComparison.Ordinal);
        Assert.Equal(90, single.Metrics.Full.Samples);

        var whole = FrameSplit(Sequences(MadeUpClips.Set(3, 6)), "cabm-sequence");
        Assert.False(whole.CanCountFrames);
        Assert.True(MethodRegistry.Find("lbp-top").NeedsSequences(MethodRegistry.Find("lbp-top").Recipe));
        Assert.False(MethodRegistry.Find("svm-linear").NeedsSequences(MethodRegistry.Find("svm-linear").Recipe));
    }

    [Fact]
    public void What_a_leak_is_worth_is_measured_over_the_same_frames_with_labels_shuffled_over_clips()
    {
        var plan = LeakPlan.Of(FrameSplit(Sequences(MadeUpClips.Set(3, 6)), "cabm"), labelSeed: 1);

        Assert.All(plan.Runs, run => Assert.Equal(72, run.Request.Set.Clips.Count));
        var shuffled = plan.Runs.Single(run => run.Name == LeakPlan.FramesShuffled).Request.Set;
        Assert.All(
            shuffled.Clips.GroupBy(clip => (clip.Person, clip.Clip.Split('#')[0])),
            frames => Assert.Single(frames.Select(frame => frame.Label).Distinct())
        );
    }

    private static EvaluationRequest FrameSplit(PreparedSet set, string method) =>
        new()
        {
            Set = set,
            Data = [],
            Method = MethodRegistry.Find(method),
            Recipe = new Recipe { Epochs = 1, Batch = 8 },
            Protocol = new FrameKFold(),
            ProtocolOptions = new ProtocolOptions { Folds = 3 },
        };

    private RunFolder Evaluate(EvaluationRequest request) =>
        new Evaluator(request, _folder).Run(2, new Progress<ProgressStep>(), TestContext.Current.CancellationToken);

    private static CheckStatus CheckOf(RunFolder run, string name) =>
        Audit.Of(run).Checks.Single(check => check.Name == name).Status;

    public static TheoryData<string> Names => [.. NetworkRegistry.All.Select(entry => entry.Name)];

    private static LookAlikeWords Words(MotionMap map) => LookAlikeWords.Parse(LookAlikeHash.Of(map))!;

    /// <summary>Four frames a clip, in which the motion grows.</summary>
    private static PreparedSet Sequences(PreparedSet set) =>
        new(
            [
                .. set.Clips.Select(clip =>
                    clip with
                    {
                        Map = new MotionMap(
                            clip.Map.Shape with
                            {
                                Frames = 4,
                            },
                            [.. Enumerable.Range(1, 4).SelectMany(i => clip.Map.Values.Select(value => value * i / 4))]
                        ),
                    }
                ),
            ],
            set.Classes
        );
}
