using Mien.Spotting.Events;
using Mien.Spotting.Scoring;

namespace Mien.Spotting.Tests.Scoring;

public sealed class SpottingScoreTests
{
    /// <summary>
    /// The baseline of MEGC2020 (HeyingGithub/Baseline-project-for-MEGC2020_spotting, MEGC2020_results.txt): predicted,
    /// found, labelled, and the published precision, recall and F1.
    /// </summary>
    [Theory]
    [InlineData(5035, 21, 57, 0.004170804369414101, 0.3684210526315789, 0.008248232521602514)]
    [InlineData(1523, 109, 300, 0.07156927117531188, 0.36333333333333334, 0.11958310477235326)]
    [InlineData(6558, 130, 357, 0.01982311680390363, 0.3641456582633053, 0.03759942154736081)]
    [InlineData(1436, 29, 159, 0.0201949860724234, 0.18238993710691823, 0.03636363636363636)]
    [InlineData(356, 22, 343, 0.06179775280898876, 0.0641399416909621, 0.06294706723891273)]
    [InlineData(1792, 51, 502, 0.028459821428571428, 0.10159362549800798, 0.04446381865736704)]
    public void Counts_give_the_published_ratios(
        int predicted,
        int hits,
        int labels,
        double precision,
        double recall,
        double f1
    )
    {
        var counts = new SpottingCounts(hits, predicted - hits, labels - hits);
        Assert.Equal(precision, counts.Precision, 1e-12);
        Assert.Equal(recall, counts.Recall, 1e-12);
        Assert.Equal(f1, counts.F1, 1e-12);
    }

    [Fact]
    public void Overall_pools_the_counts_of_both_kinds()
    {
        var (micro, macro) = (new SpottingCounts(21, 5014, 36), new SpottingCounts(109, 1414, 191));
        Assert.Equal(new SpottingCounts(130, 6428, 227), micro + macro);
    }

    [Fact]
    public void Nothing_to_find_and_nothing_found_is_no_success()
    {
        Assert.Equal(
            (0, 0, 0),
            (default(SpottingCounts).Precision, default(SpottingCounts).Recall, default(SpottingCounts).F1)
        );
    }

    [Fact]
    public void Kinds_are_scored_apart()
    {
        ScoredInterval[] truth = [Interval("a", 1, 10, EventKind.Micro), Interval("a", 50, 90, EventKind.Macro)];
        ScoredInterval[] predicted = [Interval("a", 1, 10, EventKind.Macro), Interval("a", 50, 90, EventKind.Macro)];
        var score = SpottingScore.Of(truth, predicted);
        Assert.Equal(["micro", "macro", "overall"], score.Kinds.Select(kind => kind.Name));
        Assert.Equal(
            [new SpottingCounts(0, 0, 1), new SpottingCounts(1, 1, 0), new SpottingCounts(1, 1, 1)],
            score.Kinds.Select(kind => kind.Counts)
        );
    }

    [Fact]
    public void Without_kinds_all_are_paired_with_all()
    {
        ScoredInterval[] truth = [Interval("a", 1, 10, EventKind.Micro), Interval("a", 50, 90, EventKind.Macro)];
        ScoredInterval[] predicted = [Interval("a", 2, 10), Interval("b", 50, 90)];
        var score = SpottingScore.Of(truth, predicted);
        Assert.Equal(new SpottingCounts(1, 1, 1), Assert.Single(score.Kinds).Counts);
        Assert.Equal(1, score.PredictionsInOtherVideos);
    }

    [Fact]
    public void Small_truths_count_neither_when_found_nor_when_missed()
    {
        ScoredInterval[] truth =
        [
            Interval("a", 1, 10) with
            {
                Size = 0.6,
            },
            Interval("a", 30, 40) with
            {
                Size = 0.7,
            },
            Interval("a", 50, 60) with
            {
                Size = 1.4,
            },
        ];
        ScoredInterval[] predicted = [Interval("a", 1, 10), Interval("a", 50, 60), Interval("a", 80, 90)];
        var score = SpottingScore.Of(truth, predicted, new ScoringOptions { LeastSize = 1 }).Kinds[0];
        Assert.Equal(new SpottingCounts(1, 1, 0), score.Counts);
        Assert.Equal(2, score.Ignored.Count);
    }

    /// <summary>
    /// The baseline of MEGC2025 (Fan et al., arXiv 2506.15298, table 1): SAMM spotting 6, 217, 202, and of two hits with a
    /// scored class one right; precision .1667, recall .3333, F1 .2222, UF1 .2222, "UAR" .1667, which is the precision; STRS
    /// .0062. CAS(ME)^3: spotting F1 .0387, STRS .0086.
    /// </summary>
    [Fact]
    public void Spot_then_recognise_gives_the_published_table()
    {
        string[] classes = ["negative", "positive", "surprise"];
        MatchedPair[] hits =
        [
            Pair("negative", "negative"),
            Pair("positive", "negative"),
            Pair("others", "positive"),
            Pair("others", "negative"),
        ];
        var spotting = new SpottingCounts(6, 217, 202);
        Assert.Equal(0.0278, spotting.F1, 5e-5);
        var score = RecognitionScore.Of(hits, classes, spotting.F1)!;
        Assert.Equal(2, score.Samples);
        Assert.Equal(0.1667, score.MacroPrecision, 5e-5);
        Assert.Equal(0.3333, score.Uar, 5e-5);
        Assert.Equal(0.2222, score.F1, 5e-5);
        Assert.Equal(0.2222, score.Uf1, 5e-5);
        Assert.Equal(0.0062, score.Strs, 5e-5);
        Assert.Equal(0.0086, RecognitionScore.Of(hits, classes, new SpottingCounts(3, 115, 34).F1)!.Strs, 5e-5);
    }

    [Fact]
    public void An_abstention_is_a_miss_of_the_class_and_nobodys_false_alarm()
    {
        var score = RecognitionScore.Of([Pair("a", "a"), Pair("a", ""), Pair("b", "b")], ["a", "b"], 1)!;
        Assert.Equal(1, score.MacroPrecision, 1e-12);
        Assert.Equal(0.75, score.Uar, 1e-12);
        Assert.Equal(((2 / 3.0) + 1) / 2, score.Uf1, 1e-12);
    }

    [Fact]
    public void Apexes_are_compared_over_hits_that_tell_them()
    {
        MatchedPair[] hits = [Apexes(10, 13), Apexes(10, 9), Apexes(10, 20), Apexes(null, 10)];
        var score = ApexScore.Of(hits)!;
        Assert.Equal((3, (3 + 1 + 10) / 3.0, 2 / 3.0), (score.Pairs, score.MeanError, score.InsideShare));
        Assert.Null(ApexScore.Of([Apexes(null, 10)]));
    }

    private static MatchedPair Apexes(int? truth, int prediction) =>
        new(Interval("a", 1, 20) with { Apex = truth }, Interval("a", 1, 20) with { Apex = prediction });

    private static MatchedPair Pair(string truth, string prediction) =>
        new(Interval("a", 1, 10) with { Class = truth }, Interval("a", 1, 10) with { Class = prediction });

    private static ScoredInterval Interval(string video, int onset, int offset, EventKind? kind = null) =>
        new()
        {
            Video = video,
            Onset = onset,
            Offset = offset,
            Kind = kind,
        };
}
