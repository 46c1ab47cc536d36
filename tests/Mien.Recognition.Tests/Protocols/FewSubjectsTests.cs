using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Evaluation.FewSubjects;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Statistics;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Protocols;

public sealed class FewSubjectsTests
{
    private static readonly PreparedSet Set = SyntheticSet.Make(8, 5, 3);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void So_many_people_are_learnt_from_and_all_others_scored(int few)
    {
        for (var deal = 0UL; deal < 20; deal++)
        {
            var fold = Assert.Single(Split(few, deal));

            Assert.Equal(few, People(fold.Train).Count());
            Assert.Empty(People(fold.Train).Intersect(People(fold.Test)));
            Assert.Equal(Set.Clips.Count, fold.Train.Count + fold.Test.Count);
            Assert.Equal(3, fold.Train.Select(clip => Set.Labels[clip]).Distinct().Count());
        }
    }

    [Fact]
    public void Another_deal_draws_others_and_the_same_one_the_same()
    {
        Assert.Equal(Split(3, 1)[0].Train, Split(3, 1)[0].Train);
        Assert.True(
            Enumerable.Range(0, 12).Select(deal => string.Join(',', Split(3, (ulong)deal)[0].Train)).Distinct().Count()
                > 8
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Nobody_and_everybody_cannot_be_drawn(int few) =>
        Assert.Contains(
            "give --train-subjects 1 to 7",
            Assert.Throws<InputFaultException>(() => Split(few, 0)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void People_who_never_show_a_class_together_are_told()
    {
        var set = new PreparedSet(
            [
                .. Set
                    .Clips.GroupBy(clip => clip.Subject)
                    .Select((clips, i) => clips.First() with { Label = Set.Classes[i % 3] }),
            ],
            Set.Classes
        );

        var fault = Assert.Throws<InputFaultException>(() =>
            new FewSubjects().Split(set, new ProtocolOptions { TrainSubjects = 2 })
        );

        Assert.Contains("give a larger --train-subjects", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_scores_every_draw_and_goes_on_where_it_stopped()
    {
        using var folder = new ScratchFolder();
        var first = Study(folder).Run(2, new Progress<ProgressStep>(), CancellationToken.None);
        var table = File.ReadAllText(folder.PathOf(FewSubjectStudy.TableFile));
        var kept = folder.PathOf(Path.Combine("2-subjects", "draw-01", "units", "seed-1", "fold-0000.json"));
        var written = File.GetLastWriteTimeUtc(kept);

        var again = Study(folder).Run(1, new Progress<ProgressStep>(), CancellationToken.None);

        Assert.Equal(first, again);
        Assert.Equal(table, File.ReadAllText(folder.PathOf(FewSubjectStudy.TableFile)));
        Assert.Equal(written, File.GetLastWriteTimeUtc(kept));
        Assert.Equal([(2, 1), (2, 2), (4, 1), (4, 2)], first.Select(draw => (draw.Subjects, draw.Draw)));
        Assert.All(first, draw => Assert.Equal(Set.Clips.Count, draw.TrainClips + draw.TestClips));
        Assert.All(first, draw => Assert.Null(draw.ScratchUf1));
    }

    [Fact]
    public void Draws_are_summed_up_by_number_of_subjects()
    {
        FewSubjectDraw[] draws =
        [
            new(6, 1, 40, 200, 0.75, 0.7, 0.65, 0.6),
            new(3, 2, 24, 220, 0.72, 0.7, 0.60, 0.6),
            new(3, 1, 26, 218, 0.70, 0.7, 0.71, 0.6),
        ];

        var sizes = FewSubjectSize.Of(draws);

        Assert.Equal([3, 6], sizes.Select(size => size.Subjects));
        Assert.Equal(25, sizes[0].TrainClips);
        Assert.Equal(0.71, sizes[0].Uf1, 12);
        Assert.Equal(0.055, sizes[0].Gain!.Value, 12);
        Assert.Equal(1, sizes[0].Wins);
        // Two draws can only be resampled to one, the other, or both.
        Assert.Equal(new Interval(-0.01, 0.12), Rounded(sizes[0].GainInterval!.Value));
    }

    [Fact]
    public void The_interval_of_a_mean_is_that_of_its_normal_approximation_when_numbers_are_many()
    {
        var random = new RandomStream(1);
        var values = Enumerable.Range(0, 400).Select(_ => random.Normal(2)).ToArray();

        var interval = MeanInterval.Of(values);

        var (mean, sd) = (values.Average(), Spread.Of(values).Sd);
        Assert.Equal(mean - (1.96 * sd / 20), interval.Low, 0.02);
        Assert.Equal(mean + (1.96 * sd / 20), interval.High, 0.02);
    }

    private static Interval Rounded(Interval interval) =>
        new(Math.Round(interval.Low, 9), Math.Round(interval.High, 9));

    private static FewSubjectStudy Study(ScratchFolder folder) =>
        new(
            new EvaluationRequest
            {
                Set = Set,
                Data = [],
                Method = MethodRegistry.Find("cabm"),
                Recipe = new Recipe { Epochs = 2, Batch = 8 },
                Protocol = new FewSubjects(),
            },
            [2, 4],
            2,
            folder.PathOf("")
        );

    private static IReadOnlyList<Fold> Split(int few, ulong deal) =>
        new FewSubjects().Split(Set, new ProtocolOptions { TrainSubjects = few, DealSeed = deal });

    private static IEnumerable<SubjectKey> People(IEnumerable<int> clips) =>
        clips.Select(clip => Set.Clips[clip].Person).Distinct();
}
