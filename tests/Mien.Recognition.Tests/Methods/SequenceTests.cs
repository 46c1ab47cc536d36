using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Methods;
using Mien.Recognition.Networks;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Methods;

/// <summary>Sequences of maps where single ones were, and the other way round.</summary>
public sealed class SequenceTests
{
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
