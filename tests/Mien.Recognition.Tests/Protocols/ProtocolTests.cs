using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Protocols;

namespace Mien.Recognition.Tests.Protocols;

public sealed class ProtocolTests
{
    private static readonly string[] Classes = ["negative", "positive", "surprise"];

    public static TheoryData<string> Names => [.. Protocol.All.Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_unit_is_held_out_exactly_once_and_never_learnt_from_then(string name)
    {
        var (units, folds) = Split(name, MadeUp());

        // Whom few-subjects learns from it does not score.
        var scored = name == FewSubjects.ProtocolName ? units.Clips.Count - folds[0].Train.Count : units.Clips.Count;
        Assert.Equal(scored, folds.SelectMany(fold => fold.Test).Distinct().Count());
        Assert.Equal(scored, folds.Sum(fold => fold.Test.Count));
        Assert.All(folds, fold => Assert.Empty(fold.Train.Intersect(fold.Test)));
        Assert.All(folds, fold => Assert.Equal(units.Clips.Count, fold.Train.Count + fold.Test.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_leaky_protocols_have_a_person_on_both_sides(string name)
    {
        var (units, folds) = Split(name, MadeUp());
        var shares = folds.Any(fold => Persons(units, fold.Train).Intersect(Persons(units, fold.Test)).Any());

        Assert.Equal(Protocol.Find(name).Leaky, shares);
        Assert.Equal(
            Protocol.Find(name).Leaky,
            Protocol.Find(name).Meaning.Contains("LEAKY", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_number_that_two_datasets_share_is_two_subjects()
    {
        var (_, folds) = Split("loso", MadeUp());

        Assert.Equal(18, folds.Count);
        Assert.Contains(folds, fold => fold.Name == "left/s1");
        Assert.Contains(folds, fold => fold.Name == "right/s1");
    }

    [Fact]
    public void Subject_folds_have_about_as_many_clips_of_each_class()
    {
        var (units, folds) = Split("subject-kfold", MadeUp());

        foreach (var fold in folds)
        {
            for (var c = 0; c < Classes.Length; c++)
            {
                var all = Count(units, Enumerable.Range(0, units.Clips.Count), c);
                Assert.InRange(Count(units, fold.Test, c), all / 3.0 * 0.5, all / 3.0 * 1.5);
            }
        }
    }

    [Fact]
    public void Another_deal_seed_deals_otherwise_and_the_same_one_alike()
    {
        var set = MadeUp();
        var options = new ProtocolOptions { Folds = 3, DealSeed = 5 };

        var once = new SubjectKFold().Split(set, options);
        var again = new SubjectKFold().Split(set, options);
        var other = new SubjectKFold().Split(set, options with { DealSeed = 6 });

        Assert.Equal(once.Select(fold => fold.Test), again.Select(fold => fold.Test));
        Assert.NotEqual(once.Select(fold => fold.Test), other.Select(fold => fold.Test));
    }

    [Fact]
    public void Neighbour_frames_stay_near_their_clip()
    {
        var set = MadeUp();
        var units = new FrameKFold().Units(set, new ProtocolOptions());

        Assert.Equal(set.Clips.Count * NeighbourFrames.Copies, units.Clips.Count);
        var (clip, copy) = (set.Clips[0].Map.Values, units.Clips[0].Map.Values);
        Assert.NotEqual(clip, copy);
        // The maps are smooth, so half a pixel and 5 % noise move no value far.
        Assert.All(clip.Zip(copy), pair => Assert.InRange(pair.Second - pair.First, -40f, 40f));
    }

    [Theory]
    [InlineData("nonsense", 3, "'nonsense' is no protocol")]
    [InlineData("subject-kfold", 19, "--folds 19 is more than the 18 subjects")]
    [InlineData("subject-kfold", 1, "--folds 1 is too few")]
    public void What_cannot_be_split_is_said_in_one_sentence(string name, int folds, string says)
    {
        var fault = Assert.Throws<InputFaultException>(() =>
            Protocol.Find(name).Split(MadeUp(), new ProtocolOptions { Folds = folds })
        );

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_subject_or_one_dataset_cannot_be_held_out()
    {
        var set = MadeUp();
        var one = set.Where(clip => clip.Dataset == "left" && clip.Subject == "s1");

        Assert.Throws<InputFaultException>(() => new LeaveOneSubjectOut().Split(one, new ProtocolOptions()));
        Assert.Throws<InputFaultException>(() => new LeaveOneDatasetOut().Split(one, new ProtocolOptions()));
    }

    private static (PreparedSet Units, IReadOnlyList<Fold> Folds) Split(string name, PreparedSet set)
    {
        var options = new ProtocolOptions
        {
            Folds = 3,
            DealSeed = 1,
            TrainSubjects = 3,
        };
        var protocol = Protocol.Find(name);
        var units = protocol.Units(set, options);
        return (units, protocol.Split(units, options));
    }

    private static IEnumerable<SubjectKey> Persons(PreparedSet set, IEnumerable<int> clips) =>
        clips.Select(clip => set.Clips[clip].Person).Distinct();

    private static int Count(PreparedSet set, IEnumerable<int> clips, int label) =>
        clips.Count(clip => set.Labels[clip] == label);

    /// <summary>Two datasets of nine subjects with the same numbers, 2 to 6 clips each, smooth 8x8 maps.</summary>
    private static PreparedSet MadeUp()
    {
        var random = new RandomStream(11);
        var clips = new List<PreparedClip>();
        foreach (var dataset in new[] { "left", "right" })
        {
            for (var subject = 1; subject <= 9; subject++)
            {
                for (var clip = 0; clip < 2 + random.Below(5); clip++)
                {
                    clips.Add(
                        new PreparedClip
                        {
                            Dataset = dataset,
                            Subject = $"s{subject}",
                            Clip = $"c{clip}",
                            Label = Classes[(clip + subject) % 3],
                            Map = SmoothMap(random),
                        }
                    );
                }
            }
        }

        return new PreparedSet(clips, Classes);
    }

    private static MotionMap SmoothMap(RandomStream random)
    {
        var shape = new MapShape(8, 8, 3);
        var (a, b) = (random.Uniform(-10, 10), random.Uniform(-10, 10));
        var values = new float[shape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(128 + (a * (i / 3 % 8)) + (b * (i / 24)));
        }

        return new MotionMap(shape, values);
    }
}
